import { test } from 'tap'
import { networkOf } from '../../../../../src/doors/http/limits/network-of.ts'

test('an IPv4 address counts by itself, however it is written', async t => {
  for (const told of ['192.0.2.7', '192.0.2.7:51234', '::ffff:192.0.2.7', '::FFFF:192.0.2.7', '[::ffff:192.0.2.7]:443']) t.equal(networkOf(told), '192.0.2.7', told)
})

test('an IPv6 address counts by its /64', async t => {
  for (const told of ['2001:db8:0:1::1', '2001:0db8:0000:0001:ffff::', '2001:DB8:0:1:2:3:4:5', '[2001:db8:0:1::2]:443', '[2001:db8:0:1::2]', '2001:db8:0:1::7%eth0', '2001:db8:0:1::192.0.2.7']) {
    t.equal(networkOf(told), '2001:db8:0:1::/64', told)
  }
  t.equal(networkOf('::1'), '0:0:0:0::/64')
  t.equal(networkOf('2001:db8::1'), '2001:db8:0:0::/64')
  t.not(networkOf('2001:db8:0:2::1'), networkOf('2001:db8:0:1::1'))
})

test('what is no address counts as one', async t => {
  t.equal(networkOf(undefined), 'unknown')
  for (const told of ['', 'unknown', '_hidden', '999.1.1.1', '1.2.3.4.5', 'gateway:80', '2001:db8:::1', '[2001:db8']) t.equal(networkOf(told), 'unknown', told)
})
