package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sente/internal/app"
	"sente/internal/config"
	"sente/internal/store"
)

// folder is a data folder with a workspace and its administrator.
func folder(t *testing.T) config.Data {
	t.Helper()
	ctx, d := context.Background(), config.Data{Dir: t.TempDir(), Normal: true}
	h, err := open(ctx, d, newLog("error"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = h.app.SetUp(ctx, app.Visitor{}, app.Setup{Secret: h.secret, Login: "ada", Name: "艾达", Password: "correct horse 9",
		Workspace: "海岳软件"})
	if err := errors.Join(err, h.close()); err != nil {
		t.Fatal(err)
	}
	return d
}

// printed is what f writes to standard output.
func printed(t *testing.T, f func() error) (string, error) {
	t.Helper()
	path, old := filepath.Join(t.TempDir(), "out"), os.Stdout
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	os.Stdout = file
	err = f()
	os.Stdout = old
	_ = file.Close()
	b, readErr := os.ReadFile(path)
	if readErr != nil {
		t.Fatal(readErr)
	}
	return string(b), err
}

func TestUserCommands(t *testing.T) {
	ctx, d := context.Background(), folder(t)
	acts := acting{Data: d}
	where := linking{"https://crm.example.com/"}
	link, err := printed(t, func() error {
		return (&userAddCmd{acting: acts, linking: where, Login: "mina", Name: "米娜", Role: "rep", Lang: "zh"}).Run(ctx)
	})
	if err != nil || !strings.HasPrefix(link, "https://crm.example.com/link/") {
		t.Fatalf("got %q, %v", link, err)
	}
	again, err := printed(t, func() error { return (&userLinkCmd{acting: acts, linking: where, Name: "米娜"}).Run(ctx) })
	if err != nil || again == link {
		t.Errorf("got %q, %v, want a new link", again, err)
	}
	if err := (&userDisableCmd{acting: acts, Name: "mina"}).Run(ctx); err != nil {
		t.Error(err)
	}
	list, err := printed(t, func() error { return (&userListCmd{d}).Run(ctx) })
	if err != nil || !strings.Contains(list, "admin") || !strings.Contains(list, "disabled") {
		t.Errorf("got %q, %v", list, err)
	}
	for name, tc := range map[string]struct {
		run  func(context.Context) error
		want string
	}{
		"unknown user":       {(&userLinkCmd{acting: acts, Name: "nobody"}).Run, `0 users are called "nobody"`},
		"unknown role":       {(&userAddCmd{acting: acts, Login: "x", Name: "x", Role: "king", Lang: "zh"}).Run, `no role "king"`},
		"unknown team":       {(&userAddCmd{acting: acts, Login: "x", Name: "x", Role: "rep", Team: "x", Lang: "zh"}).Run, `no team "x"`},
		"last administrator": {(&userDisableCmd{acting: acts, Name: "ada"}).Run, "administrator"},
		"as a rep":           {(&userLinkCmd{acting: acting{Data: d, As: "mina"}, Name: "ada"}).Run, "disabled"},
	} {
		t.Setenv("LC_ALL", "en_US.UTF-8")
		if err := tc.run(ctx); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: got %v, want %q in it", name, err, tc.want)
		}
	}
	acted, err := actsOf(ctx, d)
	if want := "workspace.founded user.added user.link_made user.link_made user.edited"; err != nil || acted != want {
		t.Errorf("got the events %q, %v, want %q", acted, err, want)
	}
}

// actsOf are the acts of all events.
func actsOf(ctx context.Context, d config.Data) (string, error) {
	db, err := store.Open(ctx, store.Options{URL: d.URL(), Look: true})
	if err != nil {
		return "", err
	}
	list, err := db.Reads().Acts(ctx)
	return strings.Join(list, " "), errors.Join(err, db.Close())
}

func TestOneProcessWritesInADataFolder(t *testing.T) {
	ctx, d := context.Background(), folder(t)
	server, err := open(ctx, d, newLog("error"))
	if err != nil {
		t.Fatal(err)
	}
	if err := (&userDisableCmd{acting: acting{Data: d}, Name: "ada"}).Run(ctx); !errors.Is(err, errLocked) ||
		!strings.Contains(err.Error(), "stop the server or use the wizard") {
		t.Errorf("got %v, want it refused while a server runs", err)
	}
	if err := (&migrateCmd{d}).Run(ctx); !errors.Is(err, errLocked) {
		t.Errorf("migrate: got %v, want it refused", err)
	}
	if _, err := printed(t, func() error { return (&userListCmd{d}).Run(ctx) }); err != nil {
		t.Errorf("list beside the server: %v", err)
	}
	if out, err := printed(t, func() error { return (&doctorCmd{Data: d, Full: true}).Run(ctx) }); err != nil {
		t.Errorf("doctor beside the server: %v\n%s", err, out)
	}
	if err := server.close(); err != nil {
		t.Fatal(err)
	}
	if out, err := printed(t, func() error { return (&migrateCmd{d}).Run(ctx) }); err != nil || !strings.Contains(out, "sqlite") {
		t.Errorf("got %q, %v after the server stopped", out, err)
	}
}

func TestDoctorNamesWhatIsWrong(t *testing.T) {
	ctx, d := context.Background(), folder(t)
	out, err := printed(t, func() error { return (&doctorCmd{Data: d}).Run(ctx) })
	if err != nil || !strings.Contains(out, "ok   schema") || !strings.Contains(out, "app_user") {
		t.Errorf("healthy: got %v\n%s", err, out)
	}
	db, err := store.Open(ctx, store.Options{URL: d.URL()})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Write(ctx, func(tx *store.Tx) error {
		return tx.EnqueueJob(ctx, store.NewJob{Kind: "doomed", Tries: 1})
	})
	if err == nil {
		err = db.Write(ctx, func(tx *store.Tx) error {
			jobs, err := tx.ClaimJobs(ctx, "w", 1, 0)
			if err != nil {
				return err
			}
			return tx.FailJob(ctx, jobs[0], "w", "no")
		})
	}
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	out, err = printed(t, func() error { return (&doctorCmd{Data: d}).Run(ctx) })
	if !errors.Is(err, errIll) || !strings.Contains(out, "BAD  jobs      doomed") {
		t.Errorf("with a job given up: got %v\n%s", err, out)
	}
	if err := (&doctorCmd{Data: config.Data{Dir: t.TempDir()}}).Run(ctx); err == nil {
		t.Error("got no error for a folder without a database")
	}
}
