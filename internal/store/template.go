package store

import (
	"context"

	"sente/internal/sales/deal"
	"sente/internal/sales/playbook"
)

// latestOwn keeps of each template of the company's own its latest version.
const latestOwn = ` x.number = (SELECT MAX(y.number) FROM own_template y
 WHERE y.workspace_id = x.workspace_id AND y.code = x.code)`

// OwnTemplates lists the templates of the company's own, as they are now, in the
// order in which they were made.
func (r *Reads) OwnTemplates(ctx context.Context) ([]playbook.Own, error) {
	return all[playbook.Own](ctx, r, rowsOf[playbook.Own]("x")+" WHERE x.workspace_id = $1 AND"+latestOwn+
		" ORDER BY length(x.code), x.code", WorkspaceID)
}

// OwnTemplate reads a template of the company's own as it is now.
func (r *Reads) OwnTemplate(ctx context.Context, code playbook.ModelCode) (playbook.Own, error) {
	return one[playbook.Own](ctx, r, rowsOf[playbook.Own]("x")+
		" WHERE x.workspace_id = $1 AND x.code = $2 AND"+latestOwn, WorkspaceID, code)
}

// OwnByCode are the templates of the company's own by their codes.
func (r *Reads) OwnByCode(ctx context.Context) (map[playbook.ModelCode]*playbook.Own, error) {
	list, err := r.OwnTemplates(ctx)
	out := map[playbook.ModelCode]*playbook.Own{}
	for i := range list {
		out[list[i].Code] = &list[i]
	}
	return out, err
}

// OwnVersions lists the latest versions of a template, the newest first.
func (r *Reads) OwnVersions(ctx context.Context, code playbook.ModelCode,
	limit int) ([]playbook.Own, error) {
	return all[playbook.Own](ctx, r, rowsOf[playbook.Own]("x")+
		" WHERE x.workspace_id = $1 AND x.code = $2 ORDER BY x.number DESC LIMIT $3",
		WorkspaceID, code, limit)
}

// Followers counts the open deals of each template, by its code.
func (r *Reads) Followers(ctx context.Context) (map[playbook.ModelCode]int, error) {
	type row struct {
		Code  playbook.ModelCode `db:"template"`
		Count int                `db:"n"`
	}
	rows, err := all[row](ctx, r, `SELECT d.template, COUNT(*) AS n FROM deal d WHERE d.workspace_id = $1
 AND d.status = 'open' AND d.deleted_at IS NULL GROUP BY d.template`, WorkspaceID)
	out := map[playbook.ModelCode]int{}
	for _, x := range rows {
		out[x.Code] = x.Count
	}
	return out, err
}

// withTemplates gives each deal its template, where that is one of the company's
// own; it asks only when there is one.
func (r *Reads) withTemplates(ctx context.Context, list []deal.Facts) error {
	var own map[playbook.ModelCode]*playbook.Own
	for i := range list {
		code := list[i].Deal.Template
		if !code.Owned() {
			continue
		}
		if own == nil {
			var err error
			if own, err = r.OwnByCode(ctx); err != nil {
				return err
			}
		}
		list[i].Own = own[code]
	}
	return nil
}

func (r *Reads) withTemplate(ctx context.Context, f *deal.Facts) error {
	list := []deal.Facts{*f}
	err := r.withTemplates(ctx, list)
	f.Own = list[0].Own
	return err
}
