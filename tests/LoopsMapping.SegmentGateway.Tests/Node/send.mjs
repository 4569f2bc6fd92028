// What an application with Segment's Node SDK does. Prints the id of each message, or why it was not delivered.
import { Analytics } from '@segment/analytics-node'

const analytics = new Analytics({ host: process.env.GATEWAY, writeKey: process.env.WRITE_KEY })
const log = (error, context) => console.log(JSON.stringify({
  type: context.event.type,
  event: context.event.event,
  messageId: context.event.messageId,
  error: error ? String(error.reason ?? error) : null,
}))

analytics.identify({ userId: 'ada', traits: { email: 'ada@example.com', firstName: 'Ada', plan: 'pro' } }, log)
analytics.track({ userId: 'ada', event: 'Signed Up', properties: { plan: 'pro' }, context: { traits: { email: 'ada@example.com' } } }, log)
analytics.track({
  userId: 'ada',
  event: 'Order Completed',
  properties: { order_id: '50314527', total: 27.5, currency: 'USD', shipping: 3, products: [{ sku: '45790-32', name: 'Monopoly: 3rd Edition' }] },
}, log)
analytics.page({ userId: 'ada', name: 'Receipt' }, log)
await analytics.closeAndFlush({ timeout: 60_000 })
