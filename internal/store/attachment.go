package store

import (
	"context"

	"sente/internal/sales/activity"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// AttachmentRow is a file with the name of its author. May is filled in by the
// act.
type AttachmentRow struct {
	activity.Attachment
	AuthorName string   `json:"author_name" db:"author_name"`
	May        []string `json:"may" db:"-" nullable:"false" enum:"edit,remove"`
}

var attachmentSorts = sorts{"created_at": "id!"}

const attachmentFrom = `attachment f LEFT JOIN app_user u ON u.workspace_id = f.workspace_id
 AND u.id = f.author_id`

func attachmentColumns() string {
	return columnsOf[activity.Attachment]("f") + ", u.name AS author_name"
}

// filesOf keeps the files on a record, and those on its notes, as far as notes
// are kept by of.
func (w *where) filesOf(s org.Scope, about About) *where {
	if about.Ref.Kind == record.Note {
		return w.and("f.subject_kind = 'note'").and("f.subject_id = ?", about.Ref.ID)
	}
	own := w.within(func(w *where) { w.of(s, about, "f") })
	notes := w.within(func(w *where) {
		w.and("n.workspace_id = $1").and("n.deleted_at IS NULL").of(s, about, "n")
	})
	return w.and("(" + own + " OR f.subject_kind = 'note' AND f.subject_id IN (" +
		"SELECT n.id FROM note n WHERE " + notes + "))")
}

// Attachments lists the files on a record and on its notes, newest first. The
// caller has read the record under the reader's scope.
func (r *Reads) Attachments(
	ctx context.Context, s org.Scope, about About, p Page,
) (List[AttachmentRow], error) {
	var out List[AttachmentRow]
	w := newWhere().and("f.workspace_id = $1").and("f.deleted_at IS NULL").filesOf(s, about)
	var err error
	if out.Total, err = r.count(ctx, "attachment f", w); err != nil {
		return out, err
	}
	o, err := w.order(p.of(r), "f", "-created_at", attachmentSorts)
	if err != nil {
		return out, err
	}
	out.Items, err = all[AttachmentRow](ctx, r, "SELECT "+attachmentColumns()+" FROM "+attachmentFrom+
		" WHERE "+w.text()+o.sql("f")+w.bind(" LIMIT ?", o.limit+1), w.args...)
	out.endAt(o, func(f AttachmentRow) (any, record.ID) { return int64(f.ID), f.ID })
	return out, err
}

// Attachment reads a file by its id alone, one in the trash too: the caller then
// reads its subject under the reader's scope, without which it does not exist
// for him.
func (r *Reads) Attachment(ctx context.Context, id record.ID) (AttachmentRow, error) {
	return one[AttachmentRow](ctx, r, "SELECT "+attachmentColumns()+" FROM "+attachmentFrom+
		" WHERE f.workspace_id = $1 AND f.id = $2", WorkspaceID, id)
}

// FileUse is how much of something is on a record.
type FileUse struct {
	Count int64 `db:"files"`
	Bytes int64 `db:"bytes"`
}

// FileUseOf is the number and size of the files on a record itself.
func (r *Reads) FileUseOf(ctx context.Context, of record.Ref) (FileUse, error) {
	return one[FileUse](ctx, r, `SELECT count(*) AS files, CAST(COALESCE(sum(f.size), 0) AS BIGINT) AS bytes
 FROM attachment f WHERE f.workspace_id = $1 AND f.subject_kind = $2 AND f.subject_id = $3
 AND f.deleted_at IS NULL`, WorkspaceID, string(of.Kind), of.ID)
}

// BlobRow is a content that files speak of.
type BlobRow struct {
	Hash string `db:"sha256"`
	Size int64  `db:"size"`
}

// blobsAtOnce is how many contents Blobs gives.
const blobsAtOnce = 500

// Blobs lists the contents that files speak of, those in the trash too, in the
// order of their hashes: at most 500 after one ("": the first).
func (r *Reads) Blobs(ctx context.Context, after string) ([]BlobRow, error) {
	return all[BlobRow](ctx, r, `SELECT f.sha256, max(f.size) AS size FROM attachment f
 WHERE f.workspace_id = $1 AND f.sha256 > $2 GROUP BY f.sha256 ORDER BY f.sha256 LIMIT $3`,
		WorkspaceID, after, blobsAtOnce)
}

// BlobsKnown says which of some contents a file speaks of, one in the trash too.
func (r *Reads) BlobsKnown(ctx context.Context, hashes []string) (map[string]bool, error) {
	out := map[string]bool{}
	w := newWhere().and("f.workspace_id = $1").texts("f.sha256", hashes)
	rows, err := all[BlobRow](ctx, r, "SELECT DISTINCT f.sha256 FROM attachment f WHERE "+w.text(), w.args...)
	for _, b := range rows {
		out[b.Hash] = true
	}
	return out, err
}
