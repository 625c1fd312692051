// Holds the stand-in against another implementation of WeChat Pay v3, so that our client and the stand-in cannot share
// a mistake unseen. usage: node check.mjs STAND_IN_ADDRESS; prints one line for each thing that was checked.
import assert from 'node:assert/strict';
import { createDecipheriv, createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { Wechatpay, Rsa, Aes, Formatter } from 'wechatpay-axios-plugin';

const [address] = process.argv.slice(2);
assert.ok(address, 'usage: node check.mjs STAND_IN_ADDRESS');
const ok = what => console.log(`ok ${what}`);
const get = async path => (await fetch(`${address}${path}`)).json();
const post = async (path, body) => {
  const answer = await fetch(`${address}${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  assert.ok(answer.ok, `${path} was answered ${answer.status}`);
  return answer.status === 204 ? null : answer.json();
};
const time = seconds => {
  const china = new Date(Date.now() + seconds * 1000 + 8 * 3600 * 1000);
  return `${china.toISOString().slice(0, 19)}+08:00`;
};

// The receiver of notifications: checks each by the other implementation and answers 204, or 401.
const arrived = [];
let pushed = null;
const waiting = [];
const receiver = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  if (request.url.startsWith('/push?')) {
    pushed = { query: new URL(request.url, here).searchParams, body: JSON.parse(body) };
    response.end('success');
    return;
  }
  const header = name => request.headers[`wechatpay-${name}`];
  let told = null;
  try {
    const fresh = Math.abs(Formatter.timestamp() - Number(header('timestamp'))) <= 300;
    const key = publicKeys[header('serial')];
    if (fresh && key && Rsa.verify(Formatter.response(header('timestamp'), header('nonce'), body), header('signature'), key)) {
      const { event_type: event, resource } = JSON.parse(body);
      const clear = Aes.AesGcm.decrypt(resource.ciphertext, apiV3Key, resource.nonce, resource.associated_data);
      told = { event, ...JSON.parse(clear) };
    }
  } catch (error) {
    told = null;
  }
  response.writeHead(told ? 204 : 401).end();
  const entry = { told, status: told ? 204 : 401 };
  const next = waiting.shift();
  if (next) next(entry); else arrived.push(entry);
});
await new Promise(done => receiver.listen(0, '127.0.0.1', done));
const notified = () => arrived.length > 0 ? Promise.resolve(arrived.shift()) : new Promise(done => waiting.push(done));
const here = `http://127.0.0.1:${receiver.address().port}`;

const { WeChat: settings } = await get('/sim/bootstrap');
const merchant = settings.Merchants.main;
const apiV3Key = merchant.ApiV3Keys[0];
const publicKeys = Object.fromEntries(Object.entries(merchant.PlatformKeys).map(([serial, key]) => [serial, Rsa.from(key.PublicKeyPem, Rsa.KEY_TYPE_PUBLIC)]));
const platform = Object.keys(publicKeys).find(serial => serial.startsWith('PUB_KEY_ID_'));
const client = new Wechatpay({
  mchid: merchant.MerchantId, serial: merchant.SerialNo, privateKey: merchant.PrivateKeyPem, certs: { ...publicKeys }, baseURL: address,
});
const headers = { 'Wechatpay-Serial': platform };
const payments = client.v3.pay.transactions;
const openid = 'oIndependent000000000000000001';
const run = Date.now();

const prepay = (number, more = {}) => payments.jsapi.post({
  appid: settings.AppId, mchid: merchant.MerchantId, description: '毕业生图像采集', out_trade_no: number,
  time_expire: expires, notify_url: `${here}/notify`, amount: { total: 2500, currency: 'CNY' }, payer: { openid }, ...more,
}, { headers });
const expires = time(1800);
const refused = async (call, code) => {
  const error = await call.then(() => null, failure => failure);
  assert.equal(error?.response?.data?.code, code, `expected ${code}`);
};

// Opening, paying, asking.
const paid = `independent-${run}-01`;
const { data: { prepay_id: prepayId } } = await prepay(paid);
ok('prepay is signed as WeChat wants and its answer is signed as WeChat signs');
assert.ok((await prepay(paid)).data.prepay_id);
await refused(prepay(paid, { amount: { total: 2600, currency: 'CNY' } }), 'INVALID_REQUEST');
ok('prepay may be repeated with equal facts only');
const parameters = { timeStamp: `${Formatter.timestamp()}`, nonceStr: Formatter.nonce(), package: `prepay_id=${prepayId}`, signType: 'RSA' };
const paySign = Rsa.sign(Formatter.joinedByLineFeed(settings.AppId, parameters.timeStamp, parameters.nonceStr, parameters.package), Rsa.from(merchant.PrivateKeyPem));
assert.equal((await post('/sim/pay', { ...parameters, paySign, openId: openid })).errMsg, 'requestPayment:ok');
ok("the payer's phone takes its paySign");
const notice = await notified();
assert.deepEqual([notice.told.event, notice.told.out_trade_no, notice.told.amount.total], ['TRANSACTION.SUCCESS', paid, 2500]);
ok("the payment's notification is verified and decrypted");
const { data: charge } = await payments.outTradeNo.$number$.get({ params: { mchid: merchant.MerchantId }, number: paid, headers });
assert.deepEqual([charge.trade_state, charge.payer.openid], ['SUCCESS', openid]);
const { data: same } = await payments.id.$id$.get({ params: { mchid: merchant.MerchantId }, id: charge.transaction_id, headers });
assert.deepEqual(same, charge);
ok('a charge is asked for by either number');

// Closing.
const closed = `independent-${run}-02`;
await prepay(closed);
assert.equal((await payments.outTradeNo.$number$.close.post({ mchid: merchant.MerchantId }, { number: closed, headers })).status, 204);
await refused(prepay(closed), 'ORDER_CLOSED');
await refused(payments.outTradeNo.$number$.close.post({ mchid: merchant.MerchantId }, { number: paid, headers }), 'ORDERPAID');
ok('a charge is closed, answered 204 with a signature over nothing; a paid one is not');

// Refunding.
const refundNumber = `R${paid}-01`;
const refund = () => client.v3.refund.domestic.refunds.post({
  transaction_id: charge.transaction_id, out_refund_no: refundNumber, reason: '审核未通过', notify_url: `${here}/notify`,
  amount: { refund: 1000, total: 2500, currency: 'CNY' },
}, { headers });
assert.equal((await refund()).data.status, 'PROCESSING');
const refundNotice = await notified();
assert.deepEqual([refundNotice.told.event, refundNotice.told.out_refund_no, refundNotice.told.refund_status], ['REFUND.SUCCESS', refundNumber, 'SUCCESS']);
ok("the refund's notification is verified and decrypted");
const { data: refundState } = await client.v3.refund.domestic.refunds.$number$.get({ number: refundNumber, headers });
assert.deepEqual([refundState.status, refundState.amount.refund], ['SUCCESS', 1000]);
assert.equal((await refund()).data.refund_id, refundState.refund_id);
ok('a refund is asked for, told of, and not made twice');

// Certificates, and encryption both ways.
const { data: certificates } = await client.v3.certificates.get({ headers });
const { serial_no: serial, encrypt_certificate: certificate } = certificates.data[0];
const pem = Aes.AesGcm.decrypt(certificate.ciphertext, apiV3Key, certificate.nonce, certificate.associated_data);
assert.ok(pem.startsWith('-----BEGIN CERTIFICATE-----') && publicKeys[serial]);
ok('platform certificates are opened by the APIv3 key');
const secret = `echo-${run}`;
const { data: echo } = await client.v3.security.echo.post({
  echo_message: secret, encrypted_echo_message: Rsa.encrypt(secret, publicKeys[platform]), notify_url: `${here}/notify`,
}, { headers });
assert.deepEqual([echo.echo_message, Rsa.decrypt(echo.encrypted_echo_message, Rsa.from(merchant.PrivateKeyPem))], [secret, secret]);
assert.deepEqual([(await notified()).told.event], ['SECURITY_ECHO.SUCCESS']);
ok('both sides open what the other encrypts');

// Bills of the day, once it is over.
const day = (await get('/sim/time')).today;
await post('/sim/time/advance', { seconds: 86400 });
const bill = async (path, params) => {
  const { data } = await path.get({ params: { bill_date: day, tar_type: 'GZIP', ...params }, headers });
  const url = new URL(data.download_url);
  const { data: packed } = await client.v3.billdownload.file.get({ params: { token: url.searchParams.get('token') }, responseType: 'arraybuffer', headers });
  const file = gunzipSync(packed);
  assert.equal(createHash('sha1').update(file).digest('hex'), data.hash_value);
  return Formatter.castCsvBill(file);
};
const trades = await bill(client.v3.bill.tradebill, { bill_type: 'ALL' });
const mine = trades.rows.filter(row => row.商户订单号 === paid);
assert.deepEqual(mine.map(row => [row.交易状态, row.订单金额, row.申请退款金额]), [['SUCCESS', '25.00', '0.00'], ['REFUND', '0.00', '10.00']]);
assert.equal(trades.summary.总交易单数, `${trades.rows.length}`);
ok('the trade bill has its digest and is read');
const flows = await bill(client.v3.bill.fundflowbill, { account_type: 'BASIC' });
assert.deepEqual(flows.rows.slice(-2).map(row => [row.收支类型, row['收支金额(元)']]), [['收入', '25.00'], ['支出', '10.00']]);
ok('the fund-flow bill has its digest and is read');
await post('/sim/time/advance', { seconds: -86400 });

// Events of the mini-program, whose token and key the stand-in shows.
const { pushToken, encodingAesKey } = await get('/sim/push');
const sha1 = (...parts) => createHash('sha1').update(parts.sort().join('')).digest('hex');
for (const encrypted of [false, true]) {
  const event = { Event: 'trade_manage_order_settlement', transaction_id: charge.transaction_id };
  assert.deepEqual(await post('/sim/push', { url: `${here}/push`, event, encrypted }), { status: 200, body: 'success' });
  const { query, body } = pushed;
  assert.equal(query.get('signature'), sha1(pushToken, query.get('timestamp'), query.get('nonce')));
  if (!encrypted) { assert.deepEqual(body, event); continue; }
  assert.equal(query.get('msg_signature'), sha1(pushToken, query.get('timestamp'), query.get('nonce'), body.Encrypt));
  const key = Buffer.from(`${encodingAesKey}=`, 'base64');
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const clear = Buffer.concat([decipher.update(body.Encrypt, 'base64'), decipher.final()]);
  const length = clear.readInt32BE(16);
  const rest = clear.subarray(20 + length, clear.length - clear[clear.length - 1]).toString();
  assert.deepEqual([JSON.parse(clear.subarray(20, 20 + length).toString()), rest], [event, settings.AppId]);
}
ok('pushed events are signed, and opened by the key of the safe mode');

// What is not WeChat's is not taken by it either.
for (const [index, fault] of ['notify-wrong-signature', 'notify-body-altered', 'notify-signtest', 'notify-undecodable-signature',
  'notify-unknown-serial', 'notify-stale', 'notify-future', 'notify-wrong-apiv3-key', 'notify-wrong-aad', 'notify-truncated-ciphertext'].entries()) {
  const number = `independent-${run}-1${index}`;
  await post('/sim/faults', { name: fault, outTradeNo: number });
  const { data } = await prepay(number);
  const again = { ...parameters, package: `prepay_id=${data.prepay_id}` };
  again.paySign = Rsa.sign(Formatter.joinedByLineFeed(settings.AppId, again.timeStamp, again.nonceStr, again.package), Rsa.from(merchant.PrivateKeyPem));
  await post('/sim/pay', { ...again, openId: openid });
  assert.equal((await notified()).status, 401, `${fault} was taken`);
  assert.equal((await notified()).told.out_trade_no, number, `no genuine repeat after ${fault}`);
}
ok('forged, stale and unreadable notifications are refused, and their genuine repeats are taken');

await post('/sim/faults', { name: 'wrong-response-signature' });
const forged = await payments.outTradeNo.$number$.get({ params: { mchid: merchant.MerchantId }, number: paid, headers }).then(() => null, error => error);
assert.match(`${forged?.code ?? forged}`, /EV3_RES_HEADER_SIGNATURE_DIGEST/);
ok('an answer with a wrong signature is refused');
receiver.close();
