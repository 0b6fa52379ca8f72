package app

import (
	"context"

	"sente/internal/sales/comply"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// blocked is the act of an audit entry about something unlawful that the actor
// tried to write; it holds neither the text nor the price.
const blocked = "compliance.blocked"

// NoteBlocked writes into the audit that an act was refused for the sake of
// lawful selling: which rule, which field, and what was tried. Other errors, and
// nil, are none of its business. The door calls it, since the transaction of the
// act is gone.
func (a *App) NoteBlocked(ctx context.Context, who org.Actor, act string, err error) {
	for rule, field := range comply.Refused(err) {
		p := event.Params{"rule": string(rule), "field": field, "tried": act,
			"place": store.OriginOf(ctx).Path}
		after := context.WithoutCancel(ctx)
		err := a.db.Write(after, func(tx *store.Tx) error {
			return tx.AddAccess(after, []store.Access{entryOf(ctx, who, tx.Now(),
				store.Access{Act: blocked, Kind: record.User, SubjectID: who.ID, Params: p})})
		})
		if err != nil {
			a.log.Error("audit: a blocked act is not noted", "rule", string(rule), "error", err.Error())
		}
	}
}

// caution marks an event whose record holds a plan that touches a rule of lawful
// selling: it was warned of, and the log says so.
func caution(e *event.Event, row any) {
	p, ok := row.(comply.Planned)
	if !ok {
		return
	}
	if rule := comply.Caution(p); rule != "" {
		e.Params["caution"] = string(rule)
	}
}
