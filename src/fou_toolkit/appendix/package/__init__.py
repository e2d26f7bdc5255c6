"""The data package: what goes to an archive, so that a reader without these tools understands and rebuilds it.

package_files(edition, document)    names with `/` and their bytes
as_zip(files)                       one file, the same bytes every time
check_names(files)                  refuse names that archives refuse

An RO-Crate 1.2 with a ReadMe, the codebook, the codings and extracts that consent covers, tables, figures, notebooks,
versions and checksums. What stands in the ReadMe and in the metadata is English, for archives; titles and tables are in
the language of the edition.
"""

from fou_toolkit.appendix.package.files import as_zip, package_files
from fou_toolkit.appendix.package.names import check_names

__all__ = ["as_zip", "check_names", "package_files"]
