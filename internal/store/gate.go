package store

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/record"
)

// judgementRow is a step in the judging of a criterion; gone, when the note
// or the file that was given as evidence is in the trash.
type judgementRow struct {
	deal.Judgement
	Gone bool `db:"gone"`
}

// askJudgements asks for the steps x in the judging of exit criteria, oldest
// first.
func askJudgements(b *batch, w *where, one func(deal.Judgement)) {
	ask(b, func(x judgementRow) {
		x.EvidenceGone = x.Gone
		one(x.Judgement)
	}, "SELECT "+columnsOf[deal.Judgement]("x")+`, CASE WHEN x.evidence_kind = 'attachment' AND NOT EXISTS (
 SELECT 1 FROM attachment f WHERE f.workspace_id = x.workspace_id AND f.id = x.evidence_id
 AND f.deleted_at IS NULL) OR x.evidence_kind = 'note' AND NOT EXISTS (SELECT 1 FROM note n
 WHERE n.workspace_id = x.workspace_id AND n.id = x.evidence_id AND n.deleted_at IS NULL)
 THEN true ELSE false END AS gone FROM judgement x WHERE `+w.text()+
		" ORDER BY x.id", w.args...)
}

// Judgements lists the judging of a deal's exit criteria, of all stages, oldest
// first. The caller has read the deal.
func (r *Reads) Judgements(ctx context.Context, of record.ID) ([]deal.Judgement, error) {
	var out []deal.Judgement
	b := r.batch()
	askJudgements(b, newWhere().and("x.workspace_id = $1").and("x.deal_id = ?", of), keep(&out))
	return out, b.run(ctx)
}

// NoteOn reports whether a note is on a deal.
func (r *Reads) NoteOn(ctx context.Context, note, of record.ID) (bool, error) {
	n, err := value[int64](ctx, r, `SELECT count(*) FROM note n WHERE n.workspace_id = $1 AND n.id = $2
 AND n.subject_kind = $3 AND n.subject_id = $4 AND n.deleted_at IS NULL`,
		WorkspaceID, note, string(record.Deal), of)
	return n > 0, err
}

// FileOn reports whether a file is on a deal, or on a note of it.
func (r *Reads) FileOn(ctx context.Context, file, of record.ID) (bool, error) {
	n, err := value[int64](ctx, r, `SELECT count(*) FROM attachment f WHERE f.workspace_id = $1 AND f.id = $2
 AND f.deleted_at IS NULL AND (f.subject_kind = 'deal' AND f.subject_id = $3 OR f.subject_kind = 'note'
 AND f.subject_id IN (SELECT n.id FROM note n WHERE n.workspace_id = $1 AND n.deleted_at IS NULL
 AND n.subject_kind = 'deal' AND n.subject_id = $3))`, WorkspaceID, file, of)
	return n > 0, err
}
