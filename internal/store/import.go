package store

import (
	"context"
	"strconv"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// Import is one file that is, was or will be read into the database. Its plan,
// detection and report are JSON that package app reads and writes.
type Import struct {
	ID        record.ID        `db:"id"`
	Version   int64            `db:"version"`
	CreatedAt calendar.Instant `db:"created_at"`
	UpdatedAt calendar.Instant `db:"updated_at"`
	ByID      record.ID        `db:"by_id"`
	Kind      string           `db:"kind"`
	State     string           `db:"state"`
	FileName  string           `db:"file_name"`
	FileHash  string           `db:"file_hash"`
	FileSize  int64            `db:"file_size"`
	Plan      string           `db:"plan"`
	Detection string           `db:"detection"`
	Report    string           `db:"report"`
	DoneRows  int64            `db:"done_rows"`
	TotalRows int64            `db:"total_rows"`
	Problem   string           `db:"problem"` // code of what stopped it, "" for nothing
}

const importColumns = `i.id, i.version, i.created_at, i.updated_at, i.by_id, i.kind, i.state,
 i.file_name, i.file_hash,
 i.file_size, i.plan, i.detection, i.report, i.done_rows, i.total_rows, i.problem`

// Import reads one import that somebody in scope made.
func (r *Reads) Import(ctx context.Context, s org.Scope, id record.ID) (Import, error) {
	w := newWhere().and("i.workspace_id = $1").and("i.id = ?", id).owned(s, "i.by_id")
	return one[Import](ctx, r, "SELECT "+importColumns+" FROM import i WHERE "+w.text(), w.args...)
}

// maxImports is how many imports a list shows, the latest first.
const maxImports = 200

// Imports lists the imports that somebody in scope made, the latest first.
func (r *Reads) Imports(ctx context.Context, s org.Scope) ([]Import, error) {
	w := newWhere().and("i.workspace_id = $1").owned(s, "i.by_id")
	return all[Import](ctx, r, "SELECT "+importColumns+" FROM import i WHERE "+w.text()+
		w.bind(" ORDER BY i.id DESC LIMIT ?", maxImports), w.args...)
}

// FilesNeeded lists the hashes of files that imports may still read: of those
// that have not ended, and of those that were touched since a moment.
func (r *Reads) FilesNeeded(ctx context.Context, since calendar.Instant) ([]string, error) {
	type file struct {
		Hash string `db:"file_hash"`
	}
	rows, err := all[file](ctx, r, `SELECT DISTINCT i.file_hash FROM import i WHERE i.workspace_id = $1
 AND (i.state NOT IN ('done', 'failed', 'undone') OR i.updated_at >= $2)`, WorkspaceID, since)
	out := make([]string, len(rows))
	for i, f := range rows {
		out[i] = f.Hash
	}
	return out, err
}

// AddImport adds an import.
func (tx *Tx) AddImport(ctx context.Context, i *Import) error {
	i.ID, i.Version, i.CreatedAt, i.UpdatedAt = tx.NewID(), 1, tx.now, tx.now
	_, err := tx.exec(
		ctx,
		`INSERT INTO import (workspace_id, id, version, created_at, updated_at, by_id, kind, state,
 file_name, file_hash, file_size, plan, detection, report, done_rows, total_rows, problem)
 VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17)`,
		i.ID,
		i.Version,
		i.CreatedAt,
		i.UpdatedAt,
		i.ByID,
		i.Kind,
		i.State,
		i.FileName,
		i.FileHash,
		i.FileSize,
		i.Plan,
		i.Detection,
		i.Report,
		i.DoneRows,
		i.TotalRows,
		i.Problem,
	)
	return err
}

// SaveImport writes an import that nobody changed meanwhile, and raises its
// version; else it is refused as Stale.
func (tx *Tx) SaveImport(ctx context.Context, i *Import) error {
	n, err := tx.exec(
		ctx,
		`UPDATE import SET version = version + 1, updated_at = $4, state = $5, plan = $6, detection = $7,
 report = $8, done_rows = $9, total_rows = $10, problem = $11
 WHERE workspace_id = $1 AND id = $2 AND version = $3`,
		i.ID,
		i.Version,
		tx.now,
		i.State,
		i.Plan,
		i.Detection,
		i.Report,
		i.DoneRows,
		i.TotalRows,
		i.Problem,
	)
	if err != nil {
		return err
	}
	if n != 1 {
		return fault.New(fault.Stale, "stale").With("kind", string(record.Import))
	}
	i.Version, i.UpdatedAt = i.Version+1, tx.now
	return nil
}

// StepImport notes how far an import got, if it still is in the state and at
// the row that the caller left it; else somebody else works on it: Conflict.
func (tx *Tx) StepImport(ctx context.Context, i Import, done int64) error {
	n, err := tx.exec(
		ctx,
		`UPDATE import SET done_rows = $5, report = $6 WHERE workspace_id = $1 AND id = $2 AND state = $3
 AND done_rows = $4`,
		i.ID,
		i.State,
		i.DoneRows,
		done,
		i.Report,
	)
	if err == nil && n != 1 {
		err = fault.New(fault.Conflict, "import_taken")
	}
	return err
}

// ImportRow is what became, or would become, of one row of the file.
type ImportRow struct {
	Record  int    `db:"record"`
	Verdict string `db:"verdict"`
	Code    string `db:"code"`
	Column  string `db:"column_name"`
	Detail  string `db:"detail"` // JSON
}

// PutImportRows writes the verdicts of rows over what stood there.
func (tx *Tx) PutImportRows(ctx context.Context, of record.ID, rows []ImportRow) error {
	if len(rows) == 0 {
		return nil
	}
	var text strings.Builder
	text.WriteString(
		"INSERT INTO import_row (workspace_id, import_id, record, verdict, code, column_name, detail)" +
			" VALUES ",
	)
	args := []any{of}
	for i, x := range rows {
		if i > 0 {
			text.WriteByte(',')
		}
		text.WriteString("($1,$2")
		for range 5 {
			text.WriteString(",$" + strconv.Itoa(len(args)+2))
			args = append(args, nil)
		}
		text.WriteByte(')')
		copy(args[len(args)-5:], []any{x.Record, x.Verdict, x.Code, x.Column, x.Detail})
	}
	text.WriteString(` ON CONFLICT (workspace_id, import_id, record) DO UPDATE SET verdict = EXCLUDED.verdict,
 code = EXCLUDED.code, column_name = EXCLUDED.column_name, detail = EXCLUDED.detail`)
	_, err := tx.exec(ctx, text.String(), args...)
	return err
}

// ClearImportRows drops the verdicts of an import.
func (tx *Tx) ClearImportRows(ctx context.Context, of record.ID) error {
	_, err := tx.exec(ctx, "DELETE FROM import_row WHERE workspace_id = $1 AND import_id = $2", of)
	return err
}

// ImportRows lists at most limit verdicts of an import behind a record number;
// verdict and code narrow them when they are not empty. The caller has read the
// import.
func (r *Reads) ImportRows(ctx context.Context, of record.ID, f ImportRowFilter) ([]ImportRow, error) {
	w := newWhere().and("x.workspace_id = $1").and("x.import_id = ?", of).and("x.record > ?", f.After)
	if f.Verdict != "" {
		w.and("x.verdict = ?", f.Verdict)
	}
	if f.Code != "" {
		w.and("x.code = ?", f.Code)
	}
	return all[ImportRow](
		ctx,
		r,
		"SELECT x.record, x.verdict, x.code, x.column_name, x.detail FROM import_row x WHERE "+
			w.text()+w.bind(" ORDER BY x.record LIMIT ?", f.Limit),
		w.args...)
}

// ImportRowFilter narrows the verdicts of an import.
type ImportRowFilter struct {
	Verdict, Code string
	After         int // record number
	Limit         int
}

// AddImportBatch notes that the last recorded event is one of an import.
func (tx *Tx) AddImportBatch(ctx context.Context, of record.ID) error {
	e := tx.events[len(tx.events)-1]
	_, err := tx.exec(
		ctx,
		"INSERT INTO import_batch (workspace_id, import_id, event_id) VALUES ($1,$2,$3)",
		of,
		e.ID,
	)
	return err
}

// LastImportBatch is the last event of an import that is not undone, 0 for none.
func (r *Reads) LastImportBatch(ctx context.Context, of record.ID) (record.ID, error) {
	return value[record.ID](
		ctx,
		r,
		`SELECT b.event_id FROM import_batch b WHERE b.workspace_id = $1 AND b.import_id = $2
 ORDER BY b.event_id DESC LIMIT 1`,
		WorkspaceID,
		of,
	)
}

// DropImportBatch forgets a batch that was undone.
func (tx *Tx) DropImportBatch(ctx context.Context, of, batch record.ID) error {
	_, err := tx.exec(
		ctx,
		"DELETE FROM import_batch WHERE workspace_id = $1 AND import_id = $2 AND event_id = $3",
		of,
		batch,
	)
	return err
}
