package store

import (
	"context"
	"strings"

	"sente/internal/sales/activity"
	"sente/internal/sales/record"
)

// Tags lists every tag, by name; tags are known to all.
func (r *Reads) Tags(ctx context.Context) ([]activity.Tag, error) {
	return all[activity.Tag](ctx, r, rowsOf[activity.Tag]("t")+
		" WHERE t.workspace_id = $1 AND t.deleted_at IS NULL ORDER BY t.match_key, t.id", WorkspaceID)
}

// TagByKey finds the tag of a match key, NotFound when there is none.
func (r *Reads) TagByKey(ctx context.Context, key string) (activity.Tag, error) {
	return one[activity.Tag](ctx, r, rowsOf[activity.Tag]("t")+
		" WHERE t.workspace_id = $1 AND t.match_key = $2", WorkspaceID, key)
}

// Taggings lists the tags on a record that the caller has read.
func (r *Reads) Taggings(ctx context.Context, on record.Ref) ([]activity.Tagging, error) {
	return all[activity.Tagging](ctx, r, "SELECT "+columnsOf[activity.Tagging]("g")+` FROM tagging g
 WHERE g.workspace_id = $1 AND g.subject_kind = $2 AND g.subject_id = $3 ORDER BY g.id`,
		WorkspaceID, string(on.Kind), on.ID)
}

// tagName is one tag on one record.
type tagName struct {
	SubjectID record.ID `db:"subject_id"`
	Name      string    `db:"name"`
}

// TagNames reads the names of the tags on records that the caller has read, in
// one query.
func (r *Reads) TagNames(
	ctx context.Context, kind record.Kind, on []record.ID,
) (map[record.ID][]string, error) {
	out := map[record.ID][]string{}
	if len(on) == 0 {
		return out, nil
	}
	b := r.batch()
	askTags(b, kind, on, func(x tagName) { out[x.SubjectID] = append(out[x.SubjectID], x.Name) })
	return out, b.run(ctx)
}

// askTags asks for the names of the tags on records.
func askTags(b *batch, kind record.Kind, on []record.ID, to func(tagName)) {
	w := newWhere().and("g.workspace_id = $1").and("g.subject_kind = ?", string(kind)).in("g.subject_id", on)
	ask(b, to, `SELECT g.subject_id, t.name FROM tagging g
 JOIN tag t ON t.workspace_id = g.workspace_id AND t.id = g.tag_id WHERE `+w.text()+
		" ORDER BY t.match_key, t.id", w.args...)
}

// in adds the condition that a column is one of some ids. They are bound, and
// their number rounded up, so that pages of any size share few statements.
func (w *where) in(column string, list []record.ID) *where {
	n := 1
	for n < len(list) {
		n *= 2
	}
	args := make([]any, n)
	for i := range args {
		args[i] = list[min(i, len(list)-1)]
	}
	return w.and(column+" IN ("+strings.TrimSuffix(strings.Repeat("?, ", n), ", ")+")", args...)
}

// tagItems fills in the tags of a page of deals.
func (r *Reads) tagItems(ctx context.Context, items []DealItem) error {
	list := make([]*DealItem, len(items))
	for i := range items {
		list[i] = &items[i]
	}
	return r.tagEach(ctx, list)
}

func (r *Reads) tagEach(ctx context.Context, items []*DealItem) error {
	on := make([]record.ID, len(items))
	for i, x := range items {
		on[i] = x.ID
	}
	names, err := r.TagNames(ctx, record.Deal, on)
	for _, x := range items {
		if n := names[x.ID]; n != nil {
			x.Tags = n
		}
	}
	return err
}
