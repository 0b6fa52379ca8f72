package store

import (
	"sync"
	"time"

	"sente/internal/sales/record"
)

// idMaker makes 63-bit ids: 41 bits of milliseconds since 2020, 10 bits of
// node, 12 bits of sequence. It stays increasing when the clock steps back.
type idMaker struct {
	node int64
	now  func() time.Time

	mu   sync.Mutex
	last int64 // milliseconds<<12 | sequence
}

const idEpoch = 1577836800000 // 2020-01-01 UTC in ms

func (m *idMaker) next() record.ID {
	tick := (m.now().UnixMilli() - idEpoch) << 12
	m.mu.Lock()
	defer m.mu.Unlock()
	m.last = max(m.last+1, tick)
	ms, seq := m.last>>12, m.last&0xfff
	return record.ID(ms<<22 | m.node<<12 | seq)
}
