BEGIN TRANSACTION;
CREATE TABLE coding (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL REFERENCES name (n),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    code INTEGER NOT NULL REFERENCES name (n),
    coder INTEGER NOT NULL REFERENCES name (n),
    round INTEGER NOT NULL,
    polarity INTEGER NOT NULL,
    state INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
INSERT INTO "coding" VALUES(1,'f08391924c5657cd059d',1,0,5,2,3,1,0,1,6);
INSERT INTO "coding" VALUES(2,'8930ebdb00d4455cbebb',1,0,5,2,4,1,0,1,7);
INSERT INTO "coding" VALUES(3,'3464b6c996ecd0e7d355',1,0,5,2,3,1,0,1,11);
CREATE TABLE content (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, salt BLOB NOT NULL, data BLOB NOT NULL) STRICT;
INSERT INTO "content" VALUES(1,'1f1868f06925b61765ed',X'9D37E282DFF85F7C8FFFC4DAF3461561',X'7B226964223A224B617269227D');
INSERT INTO "content" VALUES(2,'989eb3393a13ff7ebbf0',X'A5CABE61309CBDB1D6A67E597B165924',X'7B226964223A22426F227D');
INSERT INTO "content" VALUES(3,'a9a78cca07158ad04ad1',X'1F64673779413BEF9A029DC55B8D5D14',X'7B226964223A225669206861227D');
INSERT INTO "content" VALUES(4,'a4ec9dcd84a7525e0201',X'1F1868F06925B61765ED3F845BB2C9D0',X'2256692068617220616E7376617220666F7220626CC3A562C3A672612E20F09F998222');
INSERT INTO "content" VALUES(5,'2c46dcdbb98556da3a8c',X'F6F253FD9D30F213A522926D6E530EEE',X'7B226964223A22416E73766172227D');
CREATE TABLE entity (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    row TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "entity" VALUES('1f64673779413bef9a02','coder','{"at":[1700000000002,0],"content":"1f1868f06925b61765ed","type":"coder"}');
INSERT INTO "entity" VALUES('94c237098db11830b5b0','source','{"erased":false,"facts":"a9a78cca07158ad04ad1","type":"source","version":"c335c2cd654ba5067052","versions":[{"content":"a4ec9dcd84a7525e0201","from":"","id":"c335c2cd654ba5067052","ms":1700000000004}]}');
INSERT INTO "entity" VALUES('9ba77a39e7ad6a5ac12c','code','{"content":"2c46dcdbb98556da3a8c","into":"","parent":"","place":0,"retired":false,"split":[],"type":"code"}');
INSERT INTO "entity" VALUES('9d37e282dff85f7c8fff','project','{"type":"project"}');
INSERT INTO "entity" VALUES('a3bcecdab992724a2610','memo','{"actor":"f6f253fd9d30f213a522","content":"5593595ecefa804fe239","kind":"analytic","ms":1700000000010,"target":"project","type":"memo"}');
INSERT INTO "entity" VALUES('f6f253fd9d30f213a522','coder','{"at":[1700000000003,0],"content":"989eb3393a13ff7ebbf0","type":"coder"}');
CREATE TABLE erased (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "erased" VALUES('5593595ecefa804fe239');
CREATE TABLE event (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    replica TEXT NOT NULL,
    seq INTEGER NOT NULL,
    ms INTEGER NOT NULL,
    count INTEGER NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    prev TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "event" VALUES(1,'0d50c5b4b66b02b9b54b2fbce11ee0ed5b865cfc918ea935d736591adbe3e2ab','a5cabe61309cbdb1d6a6',1,1700000000001,0,'','project.begun','{"project":"9d37e282dff85f7c8fff"}','',0);
INSERT INTO "event" VALUES(2,'bc2d1fa9cc40a54b9c9cff6b849a15db1a55f84de68af79294a38d41fb6e308f','a5cabe61309cbdb1d6a6',2,1700000000002,0,'1f64673779413bef9a02','coder.named','{"coder":"1f64673779413bef9a02","content":"1f1868f06925b61765ed","digest":"704faef005aedbfe4c78b3c8e51e47a404a4e0483a59af804b5d78c3b90e10eb"}','0d50c5b4b66b02b9b54b2fbce11ee0ed5b865cfc918ea935d736591adbe3e2ab',0);
INSERT INTO "event" VALUES(3,'c07c524dd7e0ab3d91c305dcb5266d172383a49feb9207570716c796cc897df4','a5cabe61309cbdb1d6a6',3,1700000000003,0,'f6f253fd9d30f213a522','coder.named','{"coder":"f6f253fd9d30f213a522","content":"989eb3393a13ff7ebbf0","digest":"f6c0fc9e09fb4648fc10ca0cadff4cc663c78ceca498768ede51d14d4db30229"}','bc2d1fa9cc40a54b9c9cff6b849a15db1a55f84de68af79294a38d41fb6e308f',0);
INSERT INTO "event" VALUES(4,'c6eb06d8562c0e2fb83d4637ab2350535c9ed2894f238be07b51bcfbe8232864','a5cabe61309cbdb1d6a6',4,1700000000004,0,'1f64673779413bef9a02','source.taken_in','{"content":"a4ec9dcd84a7525e0201","digest":"2f833087b045d99bae45395291260f5a8dba4f0f70d856323b869963418c98b6","facts":{"content":"a9a78cca07158ad04ad1","digest":"dfc6e050dfb70341a7a17c74897611888a620873a1d7958c7220a7532b29d591"},"source":"94c237098db11830b5b0","version":"c335c2cd654ba5067052"}','c07c524dd7e0ab3d91c305dcb5266d172383a49feb9207570716c796cc897df4',0);
INSERT INTO "event" VALUES(5,'884c889c10228ecd0dd211ac6beb456feeb500851b80b39d5e14ed0caaa2acc3','a5cabe61309cbdb1d6a6',5,1700000000005,0,'1f64673779413bef9a02','code.defined','{"code":"9ba77a39e7ad6a5ac12c","content":"2c46dcdbb98556da3a8c","digest":"cbbcde3c0f12e6c23396c5849a80f738982d616fe2cf1bf4d8c6d0a3b9a730cf","parent":"","place":0}','c6eb06d8562c0e2fb83d4637ab2350535c9ed2894f238be07b51bcfbe8232864',0);
INSERT INTO "event" VALUES(6,'ffa3e4d0686734d9b87888ceab51b9f2fa6daf05f41616bfcc69643c49b5ff39','a5cabe61309cbdb1d6a6',6,1700000000006,0,'1f64673779413bef9a02','coding.added','{"coder":"1f64673779413bef9a02","items":[{"code":"9ba77a39e7ad6a5ac12c","coding":"f08391924c5657cd059d","end":5,"polarity":"","round":1,"start":0,"version":"c335c2cd654ba5067052"}]}','884c889c10228ecd0dd211ac6beb456feeb500851b80b39d5e14ed0caaa2acc3',0);
INSERT INTO "event" VALUES(7,'ae845ecd6a1ec8e7b32d782bcea28c3b5b3dec0dee468e3c59b35241bd5ca2db','a5cabe61309cbdb1d6a6',7,1700000000007,0,'f6f253fd9d30f213a522','coding.added','{"coder":"f6f253fd9d30f213a522","items":[{"code":"9ba77a39e7ad6a5ac12c","coding":"8930ebdb00d4455cbebb","end":5,"polarity":"","round":1,"start":0,"version":"c335c2cd654ba5067052"}]}','ffa3e4d0686734d9b87888ceab51b9f2fa6daf05f41616bfcc69643c49b5ff39',0);
INSERT INTO "event" VALUES(8,'9259f9c456058239fde25ae8070a2773b21b9ed72d66fc6b906e42376088efdb','a5cabe61309cbdb1d6a6',8,1700000000008,0,'1f64673779413bef9a02','coding.added','{"coder":"1f64673779413bef9a02","items":[{"code":"9ba77a39e7ad6a5ac12c","coding":"3464b6c996ecd0e7d355","end":5,"polarity":"","round":1,"start":0,"version":"c335c2cd654ba5067052"}]}','ae845ecd6a1ec8e7b32d782bcea28c3b5b3dec0dee468e3c59b35241bd5ca2db',0);
INSERT INTO "event" VALUES(9,'eb571f87d2094488aaa7cc3722c5165964bd5e13345f1b5df3114d30da94785a','a5cabe61309cbdb1d6a6',9,1700000000009,0,'1f64673779413bef9a02','coding.changed','{"coding":"3464b6c996ecd0e7d355","polarity":"hinders"}','9259f9c456058239fde25ae8070a2773b21b9ed72d66fc6b906e42376088efdb',1);
INSERT INTO "event" VALUES(10,'091f1e0c34220dbf989c70218c4de686141dca78894b0f611c1b94260d389a71','a5cabe61309cbdb1d6a6',10,1700000000010,0,'f6f253fd9d30f213a522','memo.written','{"content":"5593595ecefa804fe239","digest":"8365d98b3ae743320af2596ead4af9cc148dc42599f120b9db4b775af1a57edd","kind":"analytic","memo":"a3bcecdab992724a2610","target":"project"}','eb571f87d2094488aaa7cc3722c5165964bd5e13345f1b5df3114d30da94785a',0);
INSERT INTO "event" VALUES(11,'090527409e075a75329d3ab02891d96b3ee0a5c972c0eceef77b2327e92c7791','a5cabe61309cbdb1d6a6',11,1700000000011,0,'1f64673779413bef9a02','content.erased','{"contents":["5593595ecefa804fe239"]}','091f1e0c34220dbf989c70218c4de686141dca78894b0f611c1b94260d389a71',0);
INSERT INTO "event" VALUES(12,'ce926b2b1515d88fd14688bfa67cd01c0e0b5bbe77ad6a54cc792cf3746d2026','a5cabe61309cbdb1d6a6',12,1700000000012,0,'1f64673779413bef9a02','act.undone','{"act":"eb571f87d2094488aaa7cc3722c5165964bd5e13345f1b5df3114d30da94785a"}','090527409e075a75329d3ab02891d96b3ee0a5c972c0eceef77b2327e92c7791',0);
INSERT INTO "event" VALUES(13,'6ffe20d7631a8dc08a175306fd139dac164e6d5db1bc11c15be9fbcaed341ca6','1c641cc6ff8522459ada',1,1700000000013,0,'f6f253fd9d30f213a522','replica.begun','{"from":["ce926b2b1515d88fd14688bfa67cd01c0e0b5bbe77ad6a54cc792cf3746d2026"]}','',0);
CREATE TABLE fact (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO "fact" VALUES('clock','1700000000013 0');
INSERT INTO "fact" VALUES('project','9d37e282dff85f7c8fff');
INSERT INTO "fact" VALUES('replica','1c641cc6ff8522459ada');
INSERT INTO "fact" VALUES('state','11');
INSERT INTO "fact" VALUES('state code','5');
INSERT INTO "fact" VALUES('state coder','3');
INSERT INTO "fact" VALUES('state coding','11');
INSERT INTO "fact" VALUES('state memo','10');
INSERT INTO "fact" VALUES('state project','1');
INSERT INTO "fact" VALUES('state source','4');
CREATE TABLE head (event TEXT PRIMARY KEY REFERENCES event (id)) STRICT, WITHOUT ROWID;
INSERT INTO "head" VALUES('6ffe20d7631a8dc08a175306fd139dac164e6d5db1bc11c15be9fbcaed341ca6');
INSERT INTO "head" VALUES('ce926b2b1515d88fd14688bfa67cd01c0e0b5bbe77ad6a54cc792cf3746d2026');
CREATE TABLE name (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO "name" VALUES(1,'c335c2cd654ba5067052');
INSERT INTO "name" VALUES(2,'9ba77a39e7ad6a5ac12c');
INSERT INTO "name" VALUES(3,'1f64673779413bef9a02');
INSERT INTO "name" VALUES(4,'f6f253fd9d30f213a522');
CREATE TABLE todo (n INTEGER PRIMARY KEY, step TEXT NOT NULL, detail TEXT NOT NULL) STRICT;
INSERT INTO "todo" VALUES(1,'erase','snapshots');
CREATE TABLE touch (
    entity TEXT NOT NULL,
    event INTEGER NOT NULL REFERENCES event (n),
    PRIMARY KEY (entity, event)
) STRICT, WITHOUT ROWID;
INSERT INTO "touch" VALUES('1f64673779413bef9a02',2);
INSERT INTO "touch" VALUES('3464b6c996ecd0e7d355',8);
INSERT INTO "touch" VALUES('3464b6c996ecd0e7d355',9);
INSERT INTO "touch" VALUES('8930ebdb00d4455cbebb',7);
INSERT INTO "touch" VALUES('94c237098db11830b5b0',4);
INSERT INTO "touch" VALUES('9ba77a39e7ad6a5ac12c',5);
INSERT INTO "touch" VALUES('9d37e282dff85f7c8fff',1);
INSERT INTO "touch" VALUES('a3bcecdab992724a2610',10);
INSERT INTO "touch" VALUES('act/eb571f87d2094488aaa7cc3722c5165964bd5e13345f1b5df3114d30da94785a',12);
INSERT INTO "touch" VALUES('f08391924c5657cd059d',6);
INSERT INTO "touch" VALUES('f6f253fd9d30f213a522',3);
INSERT INTO "touch" VALUES('merges',13);
CREATE INDEX event_chain ON event (replica, seq);
CREATE INDEX event_actor ON event (actor, ms, count);
CREATE INDEX entity_type ON entity (type, id);
CREATE INDEX coding_changed ON coding (changed);
COMMIT;
