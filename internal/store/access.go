package store

import (
	"context"

	"sente/internal/sales/calendar"
	"sente/internal/sales/event"
	"sente/internal/sales/record"
)

// Access says who read or took away what.
type Access struct {
	ID        record.ID        `db:"id"`
	At        calendar.Instant `db:"recorded_at"`
	ActorID   record.ID        `db:"actor_id"`
	TokenID   record.ID        `db:"token_id"`
	Address   string           `db:"address"`
	Act       string           `db:"act"` // e.g. deal.read, export.done
	Kind      record.Kind      `db:"subject_kind"`
	SubjectID record.ID        `db:"subject_id"`
	Params    event.Params     `db:"params,json"`
}

// AddAccess writes entries about reading; each says itself when it was.
func (tx *Tx) AddAccess(ctx context.Context, list []Access) error {
	for _, x := range list {
		err := tx.send(ctx, `INSERT INTO access (workspace_id, id, recorded_at, actor_id, token_id,
 address, act, subject_kind, subject_id, params) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)`,
			tx.NewID(), x.At, x.ActorID, x.TokenID, x.Address, x.Act, x.Kind, x.SubjectID, jsonText(x.Params))
		if err != nil {
			return err
		}
	}
	return nil
}

// AccessesOf lists what a person read or took away by an act since a moment.
func (r *Reads) AccessesOf(ctx context.Context, actor record.ID, act string,
	since calendar.Instant) ([]Access, error) {
	return all[Access](ctx, r, `SELECT x.id, x.recorded_at, x.actor_id, x.token_id, x.address, x.act,
 x.subject_kind, x.subject_id, x.params FROM access x
 WHERE x.workspace_id = $1 AND x.actor_id = $2 AND x.act = $3 AND x.recorded_at >= $4 ORDER BY x.id`,
		WorkspaceID, actor, act, int64(since))
}
