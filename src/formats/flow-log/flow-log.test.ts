import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createFlowLogReader } from './flow-log.ts';
import type { FlowLine } from './flow-record.ts';

const read = (...lines: readonly string[]): FlowLine[] => {
  const reader = createFlowLogReader();
  return lines.map((line) => reader.read(line));
};

const FLOW = {
  verdict: 'FORWARDED',
  IP: { source: '10.0.1.2', destination: '10.0.1.3', ipVersion: 'IPv4' },
  l4: { TCP: { source_port: 40000, destination_port: 8080, flags: { SYN: true } } },
  source: {
    identity: 7,
    namespace: 'shop',
    labels: ['k8s:app=web', 'k8s:io.kubernetes.pod.namespace=shop', 'k8s:io.cilium.k8s.policy.cluster=default'],
    pod_name: 'web-1',
    workloads: [{ name: 'web', kind: 'Deployment' }],
  },
  destination: { namespace: 'shop', labels: ['k8s:app=cart'], pod_name: 'cart-1' },
  traffic_direction: 'EGRESS',
  is_reply: false,
};
const hubble = (change: object = {}): string =>
  JSON.stringify({ flow: { ...FLOW, ...change }, node_name: 'n', time: '2026-01-01T00:00:00Z' });

describe('a flow of Hubble', () => {
  it('names both pods, the protocol and the port', () => {
    assert.deepEqual(read(hubble()), [
      {
        kind: 'flow',
        protocol: 'TCP',
        port: 8080,
        from: {
          namespace: 'shop',
          labels: { app: 'web' },
          pod: 'web-1',
          workloads: [{ kind: 'Deployment', name: 'web' }],
          address: '10.0.1.2',
        },
        to: { namespace: 'shop', labels: { app: 'cart' }, pod: 'cart-1', address: '10.0.1.3' },
      },
    ]);
  });

  it('counts without its envelope too', () => {
    assert.equal(read(JSON.stringify(FLOW))[0]?.kind, 'flow');
  });

  it('is left out where it was denied, is a reply, or has no port', () => {
    const why = (change: object): unknown => read(hubble(change))[0];
    assert.deepEqual(why({ verdict: 'DROPPED', is_reply: undefined }), { kind: 'other', why: 'denied' });
    assert.deepEqual(why({ is_reply: true }), { kind: 'other', why: 'reply' });
    assert.deepEqual(why({ l4: { ICMPv4: { type: 8 } } }), { kind: 'other', why: 'no-port' });
  });

  it('is told from its reply by flags or ports where Cilium does not say', () => {
    const kindOf = (header: object): unknown => read(hubble({ is_reply: undefined, l4: { TCP: header } }))[0]?.kind;
    assert.equal(kindOf({ source_port: 8080, destination_port: 40000, flags: { SYN: true, ACK: true } }), 'other');
    assert.equal(kindOf({ source_port: 8080, destination_port: 40000, flags: { ACK: true } }), 'other');
    assert.equal(kindOf({ source_port: 40000, destination_port: 8080, flags: { ACK: true } }), 'flow');
  });

  it('says what an end is that is no pod', () => {
    const [line] = read(
      hubble({ source: { identity: 2, labels: ['reserved:world'] }, IP: { source: '203.0.113.9', destination: '10.0.1.3' } }),
    );
    assert.ok(line?.kind === 'flow');
    assert.deepEqual(line.from, { address: '203.0.113.9', reserved: 'world' });
  });
});

describe('an event of Tetragon', () => {
  const event = (change: object = {}): string =>
    JSON.stringify({
      process_kprobe: {
        process: { binary: '/app', pod: { namespace: 'shop', name: 'web-1', workload: 'web', workload_kind: 'Deployment' } },
        function_name: 'tcp_connect',
        args: [
          { sock_arg: { family: 'AF_INET', protocol: 'IPPROTO_TCP', saddr: '10.0.1.2', daddr: '10.96.0.7', sport: 4000, dport: 443 } },
        ],
        action: 'KPROBE_ACTION_POST',
        ...change,
      },
      time: '2026-01-01T00:00:00Z',
    });

  it('is a flow where a connection was opened', () => {
    const [line] = read(event());
    assert.ok(line?.kind === 'flow');
    assert.deepEqual([line.from.pod, line.to, line.port], ['web-1', { address: '10.96.0.7' }, 443]);
  });

  it('is left out where the process was stopped or did something else', () => {
    assert.deepEqual(read(event({ action: 'KPROBE_ACTION_SIGKILL' })), [{ kind: 'other', why: 'denied' }]);
    assert.deepEqual(read(event({ function_name: 'tcp_close' }), '{"process_exec":{}}'), [
      { kind: 'other', why: 'other-event' },
      { kind: 'other', why: 'other-event' },
    ]);
  });

  it('may be of the other form', () => {
    const connect = {
      process: { pod: { namespace: 'shop', name: 'web-1', pod_labels: { app: 'web' } } },
      protocol: 'UDP',
      source_ip: '10.0.1.2',
      destination_ip: '1.2.3.4',
      destination_port: 443,
    };
    const [line] = read(JSON.stringify({ process_connect: connect }));
    assert.ok(line?.kind === 'flow');
    assert.deepEqual([line.protocol, line.from.labels], ['UDP', { app: 'web' }]);
  });
});

describe('a CSV log', () => {
  it('is read by its header, numbers of protocols included', () => {
    const [, first, second, third] = read(
      'srcaddr,dstaddr,dstport,protocol,action',
      '10.0.1.2,10.0.1.3,443,6,ACCEPT',
      '10.0.1.2,10.0.1.3,53,17,REJECT',
      'x,10.0.1.3,1,6,ACCEPT',
    );
    assert.deepEqual(first, { kind: 'flow', from: { address: '10.0.1.2' }, to: { address: '10.0.1.3' }, protocol: 'TCP', port: 443 });
    assert.deepEqual(second, { kind: 'other', why: 'denied' });
    assert.equal(third?.kind, 'malformed');
  });

  it('leaves the answer out where both directions are logged', () => {
    const [, opened, answered] = read('src,src_port,dst,dst_port', '10.0.1.2,40000,10.0.1.3,443', '10.0.1.3,443,10.0.1.2,40000');
    assert.equal(opened?.kind, 'flow');
    assert.deepEqual(answered, { kind: 'other', why: 'reply' });
  });

  it('needs a header', () => {
    assert.deepEqual(
      read('10.0.1.2,10.0.1.3,443', 'more').map(({ kind }) => kind),
      ['malformed', 'malformed'],
    );
  });
});

describe('any line', () => {
  it('is read or said to be malformed, and never fails', () => {
    const line = fc.oneof(
      fc.string(),
      fc.json(),
      fc.object().map((value) => JSON.stringify({ flow: value, verdict: 'FORWARDED' })),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), (lines) =>
        read(...lines).every(({ kind }) => ['flow', 'other', 'malformed'].includes(kind)),
      ),
    );
  });
});
