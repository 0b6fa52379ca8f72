package app_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/sales/account"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// BenchmarkSheet reads the sheet of a deal with 60 people and 500 acts, as it is
// and as it was in the middle of its life; the limit of the latter is 50 ms. On
// PostgreSQL too where TEST_POSTGRES is set.
func BenchmarkSheet(b *testing.B) {
	urls := map[string]string{"sqlite": "file:" + filepath.Join(b.TempDir(), "sente.db")}
	if os.Getenv("TEST_POSTGRES") != "" {
		urls["postgres"] = cast.EmptyPostgres(b)
	}
	for engine, url := range urls {
		b.Run(engine, func(b *testing.B) { benchSheet(b, url) })
	}
}

func benchSheet(b *testing.B, url string) {
	ctx := context.Background()
	db, err := store.Open(ctx, store.Options{URL: url})
	must(b, err)
	b.Cleanup(func() { must(b, db.Close()) })
	a, err := app.New(ctx, app.Options{DB: db, SetupSecret: "secret", DataDir: b.TempDir()})
	must(b, err)
	in, err := a.SetUp(ctx, app.Visitor{}, app.Setup{Secret: "secret", Login: "ada", Name: "艾达",
		Password: "correct horse 9", Workspace: "海岳软件"})
	must(b, err)
	who, err := a.ActorOf(ctx, in.UserID)
	must(b, err)
	id := largeDeal(b, a, who)
	middle := db.Now()
	for range 220 {
		_, err := a.AddNote(ctx, who, record.Ref{Kind: record.Deal, ID: id}, "要点")
		must(b, err)
	}
	b.Run("now", func(b *testing.B) {
		for b.Loop() {
			_, err := a.Sheet(ctx, who, id)
			must(b, err)
		}
	})
	b.Run("then", func(b *testing.B) {
		for b.Loop() {
			_, err := a.SheetAt(ctx, who, id, middle)
			must(b, err)
		}
	})
}

// largeDeal is a deal with 60 people, each seen four times.
func largeDeal(b *testing.B, a *app.App, who org.Actor) record.ID {
	b.Helper()
	ctx := context.Background()
	customer, err := a.AddAccount(ctx, who, account.Fields{Name: "海港集团", Relation: account.Company})
	must(b, err)
	d, err := a.AddDeal(ctx, who, app.NewDeal{Fields: deal.Fields{Name: "调度平台", AccountID: customer.ID}})
	must(b, err)
	for i := range 60 {
		p, err := a.AddInfluence(ctx, who, d.ID,
			app.NewInfluence{NewContact: &app.NewContact{Name: fmt.Sprint("人", i)}})
		must(b, err)
		for _, value := range []string{"-2", "1", "4"} {
			_, err := a.Observe(ctx, who, p.ID, app.Sighting{Field: "support", Value: json.RawMessage(value)})
			must(b, err)
		}
	}
	return d.ID
}
