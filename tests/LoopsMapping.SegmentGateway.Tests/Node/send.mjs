// What an application with Segment's Node SDK does. Prints the id of each message, or why it was not delivered, in the
// order of the calls: the SDK's callbacks come by timers of their own, in any order.
import { Analytics } from '@segment/analytics-node'

const analytics = new Analytics({ host: process.env.GATEWAY, writeKey: process.env.WRITE_KEY })
const answers = []
const call = (type, message) => answers.push(new Promise(resolve => analytics[type](message, (error, context) => resolve({
  type: context.event.type,
  event: context.event.event,
  messageId: context.event.messageId,
  error: error ? String(error.reason ?? error) : null,
}))))

call('identify', { userId: 'ada', traits: { email: 'ada@example.com', firstName: 'Ada', plan: 'pro' } })
call('track', { userId: 'ada', event: 'Signed Up', properties: { plan: 'pro' }, context: { traits: { email: 'ada@example.com' } } })
call('track', {
  userId: 'ada',
  event: 'Order Completed',
  properties: { order_id: '50314527', total: 27.5, currency: 'USD', shipping: 3, products: [{ sku: '45790-32', name: 'Monopoly: 3rd Edition' }] },
})
call('page', { userId: 'ada', name: 'Receipt' })
await analytics.closeAndFlush({ timeout: 60_000 })
for (const answer of await Promise.all(answers))
  console.log(JSON.stringify(answer))
