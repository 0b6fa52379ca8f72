package main

import (
	"context"
	"time"

	"sente/internal/config"
	"sente/internal/store"
)

// auditChecks are what doctor may be asked of the audit trail.
type auditChecks struct {
	Audit bool   `help:"Also check all of the audit trail against its chain of seals. Reads everything."`
	Head  string `placeholder:"SEQ:HASH" help:"With --audit: this earlier head must be on the chain."`
}

// audit checks the chain of the audit trail and prints its head.
func (d *doctor) audit(ctx context.Context, db *store.DB, at config.Data, kept string) {
	key, err := at.Secret()
	if err != nil {
		d.say(false, "audit", "the key that signs the chain cannot be read: %v", err)
	}
	var earlier []store.Head
	if kept != "" {
		h, err := store.ParseHead(kept)
		if err != nil {
			d.say(false, "audit", "--head: %v", err)
			return
		}
		earlier = append(earlier, h)
	}
	c, err := db.Reads().VerifyChain(ctx, key, earlier...)
	if err != nil {
		d.say(false, "audit", "cannot be read: %v", err)
		return
	}
	for _, fault := range c.Faults {
		d.say(false, "audit", "%s", fault)
	}
	d.say(c.Broken == 0, "audit", "%d entries sealed, %d payloads erased, %d faults", c.Head.Seq, c.Erased,
		c.Broken)
	d.say(true, "audit", "%d entries wait for their seal, the oldest for %s", c.Waiting,
		c.Oldest.Round(time.Second))
	if c.Head.Seq > 0 {
		d.say(true, "audit", "head, to be kept elsewhere: %s", c.Head)
	}
}
