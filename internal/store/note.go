package store

import (
	"context"

	"sente/internal/sales/activity"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// About says of which record notes or tasks are listed, and what the reader
// sees of it. The caller has read the record under the reader's scope.
type About struct {
	Ref   record.Ref
	Whole bool // every row: the record is a deal, or its account is owned in scope
}

// NoteRow is a note with the name of its author. May is filled in by the act.
type NoteRow struct {
	activity.Note
	AuthorName string   `json:"author_name" db:"author_name"`
	May        []string `json:"may" db:"-" nullable:"false" enum:"edit,remove" doc:"what the reader may do with it"`
}

var noteSorts = sorts{"created_at": "id!"}

const noteFrom = `note n LEFT JOIN app_user u ON u.workspace_id = n.workspace_id AND u.id = n.author_id`

func noteColumns() string { return columnsOf[activity.Note]("n") + ", u.name AS author_name" }

// of keeps the notes of one record: all of them, or those of authors in scope.
func (w *where) of(s org.Scope, about About, alias string) *where {
	w.and(alias+".subject_kind = ?", string(about.Ref.Kind)).and(alias+".subject_id = ?", about.Ref.ID)
	if !about.Whole && !s.All {
		w.and(alias + ".author_id IN (" + ids(s.Owners) + ")")
	}
	return w
}

// Notes lists the notes on a record, newest first.
func (r *Reads) Notes(ctx context.Context, s org.Scope, about About, p Page) (List[NoteRow], error) {
	var out List[NoteRow]
	w := newWhere().and("n.workspace_id = $1").and("n.deleted_at IS NULL").of(s, about, "n")
	var err error
	if out.Total, err = r.count(ctx, "note n", w); err != nil {
		return out, err
	}
	o, err := w.order(p.of(r), "n", "-created_at", noteSorts)
	if err != nil {
		return out, err
	}
	out.Items, err = all[NoteRow](ctx, r, "SELECT "+noteColumns()+" FROM "+noteFrom+" WHERE "+
		w.text()+o.sql("n")+w.bind(" LIMIT ?", o.limit+1), w.args...)
	out.endAt(o, func(n NoteRow) (any, record.ID) { return int64(n.ID), n.ID })
	return out, err
}

// Note reads a note by its id alone: the caller then reads its subject under
// the reader's scope, without which the note does not exist for him.
func (r *Reads) Note(ctx context.Context, id record.ID) (NoteRow, error) {
	return one[NoteRow](ctx, r, "SELECT "+noteColumns()+" FROM "+noteFrom+
		" WHERE n.workspace_id = $1 AND n.id = $2 AND n.deleted_at IS NULL", WorkspaceID, id)
}
