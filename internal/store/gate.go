package store

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/record"
)

// Judgements lists the judging of a deal's exit criteria, of all stages, oldest
// first. The caller has read the deal.
func (r *Reads) Judgements(ctx context.Context, of record.ID) ([]deal.Judgement, error) {
	return all[deal.Judgement](ctx, r, "SELECT "+columnsOf[deal.Judgement]("j")+
		" FROM judgement j WHERE j.workspace_id = $1 AND j.deal_id = $2 ORDER BY j.id", WorkspaceID, of)
}

// NoteOn reports whether a note is on a deal.
func (r *Reads) NoteOn(ctx context.Context, note, of record.ID) (bool, error) {
	n, err := value[int64](ctx, r, `SELECT count(*) FROM note n WHERE n.workspace_id = $1 AND n.id = $2
 AND n.subject_kind = $3 AND n.subject_id = $4 AND n.deleted_at IS NULL`,
		WorkspaceID, note, string(record.Deal), of)
	return n > 0, err
}
