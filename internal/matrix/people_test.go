package matrix

import (
	"context"
	"slices"
	"testing"

	"sente/internal/app"
	"sente/internal/sales/account"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// colleagues adds the records that belong to no account: users, teams, roles, a
// product, a one-time link. Own is oneself, one's own team and role.
func (w *world) colleagues() {
	ctx, ada := context.Background(), w.As(w.Ada)
	users, err := w.App.Users(ctx, ada)
	w.must(err)
	by := map[record.ID]org.User{}
	for _, u := range users {
		by[u.ID] = u
	}
	kept := w.product("新款")
	gone := w.product("旧款")
	w.must(w.App.RemoveProduct(ctx, ada, gone.ID, gone.Version))
	visitor, err := w.App.AddUser(ctx, ada, app.UserFields{Login: "vera", Name: "维拉", RoleID: by[w.Mina].RoleID, Lang: "en"})
	w.must(err)
	link, err := w.App.AddLink(ctx, ada, visitor.ID)
	w.must(err)
	for who, o := range owners {
		for i, state := range []string{own, member, team, other} {
			r, u := w.records[who][state], by[w.id(o[i])]
			if u.TeamID == 0 {
				u.TeamID = by[w.Dora].TeamID
			}
			r["user"], r["team"], r["role"] = u.ID.String(), u.TeamID.String(), u.RoleID.String()
			r["product"], r["token"], r["nils"] = kept.ID.String(), link.Token, w.Nils.String()
			r["heir"] = w.Mina.String()
			if o[i] == "mina" {
				r["heir"] = w.Rui.String()
			}
		}
		w.records[who][deleted]["product"] = gone.ID.String()
		for _, state := range []string{deleted, missing} {
			w.records[who][state]["nils"], w.records[who][state]["heir"] = w.Nils.String(), w.Rui.String()
			w.records[who][state]["exit"] = w.records[who][own]["exit"]
		}
		w.records[who][missing]["role"] = nothing
	}
}

func (w *world) product(name string) account.Product {
	w.t.Helper()
	p, err := w.App.AddProduct(context.Background(), w.As(w.Ada), account.ProductFields{Name: name})
	w.must(err)
	return p
}

// sessions logs everybody in; Gone was, before he was disabled.
func (w *world) sessions() {
	ctx, ada := context.Background(), w.As(w.Ada)
	gone, err := w.App.EditUser(ctx, ada, w.Gone, 2, []byte(`{"active":true}`))
	w.must(err)
	for _, who := range actors {
		if who == "anon" {
			continue
		}
		l, err := w.App.AddLink(ctx, ada, w.id(who))
		w.must(err)
		from := app.Visitor{Address: "test"}
		w.must(w.App.UseLink(ctx, from, l.Token, password))
		u, err := w.DB.Reads().User(ctx, w.id(who))
		w.must(err)
		in, err := w.App.LogIn(ctx, from, u.Login, password)
		w.must(err)
		w.cookies[who] = "__Host-sente=" + in.Token
	}
	users, err := w.App.Users(ctx, ada)
	w.must(err)
	for _, u := range users {
		if u.ID == gone.ID {
			gone = u
		}
	}
	_, err = w.App.EditUser(ctx, ada, w.Gone, gone.Version, []byte(`{"active":false}`))
	w.must(err)
}

// fail reports a fault; after fifty the rest would say the same.
func (w *world) fail(t *testing.T, format string, args ...any) {
	t.Helper()
	t.Errorf(format, args...)
	if w.wrong++; w.wrong == 50 {
		t.Fatal("and so on")
	}
}

// unchanged fails when a request that was refused has changed a row, of another
// table than those that may.
func (w *world) unchanged(t *testing.T, after string, may ...string) {
	may = append(may, "access") // entries about reading are written a moment later
	t.Helper()
	for _, table := range w.kept.Changed() {
		if !slices.Contains(may, table) {
			w.fail(t, "%s: refused or only read, and yet %s changed", after, table)
		}
	}
}
