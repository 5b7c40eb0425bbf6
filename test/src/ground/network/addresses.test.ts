import { test } from 'tap'
import { isPublic } from '../../../../src/ground/network/addresses.ts'

test('public is what anybody can have', async t => {
  for (const address of ['1.1.1.1', '100.63.255.255', '100.128.0.0', '172.15.255.255', '172.32.0.0', '192.167.255.255', '192.169.0.0', '223.5.5.5',
    '2001:4860:4860::8888', '2408:8000::1', '240e::1', '::ffff:223.5.5.5', '::ffff:df05:505']) t.equal(isPublic(address), true, address)
})

test('not public', async t => {
  const cases: Record<string, string[]> = {
    'is this machine': ['127.0.0.1', '127.255.255.255', '0.0.0.0', '0.1.2.3', '::1', '::'],
    'is a private network': ['10.0.0.0', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', '192.168.255.255', 'fc00::1', 'fdff::1'],
    'is the carrier\'s own network (CGNAT)': ['100.64.0.0', '100.127.255.255'],
    'is the link': ['169.254.0.1', '169.254.255.255', 'fe80::1', 'febf::1', 'fe80::1%eth0', 'fec0::1'],
    'is the metadata service of a cloud': ['169.254.169.254', '100.100.100.200', '192.0.0.192', '168.63.129.16', 'fd00:ec2::254'],
    'is for many, for tests or for later': ['192.0.2.1', '198.18.0.1', '198.19.255.255', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255', 'ff02::1', '2001:db8::1', '3fff::1', '100::1'],
    'is IPv4 in other clothes': ['::ffff:127.0.0.1', '::ffff:7f00:1', '0:0:0:0:0:ffff:0a00:0001', '::FFFF:192.168.1.1', '::ffff:169.254.169.254', '::127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:0:7f00:1::', '192.88.99.1'],
    'is no address': ['', 'localhost', '127.1', '2130706433', '0x7f.0.0.1', '0177.0.0.1', '1.1.1.1.1', '[::1]', '1.1.1.1%eth0']
  }
  for (const [why, addresses] of Object.entries(cases)) {
    await t.test(why, async t => {
      for (const address of addresses) t.equal(isPublic(address), false, address)
    })
  }
})
