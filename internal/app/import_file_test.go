package app_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"sente/internal/app"
	"sente/internal/cast"
)

// uploads are the files of imports in the data folder.
func uploads(t *testing.T, dir string) (out []string) {
	t.Helper()
	found, err := os.ReadDir(filepath.Join(dir, "imports"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		out = append(out, f.Name())
	}
	return out
}

// TestUploadsAreForgotten: the file of an import is removed when that ended more
// than 30 days ago, not while another import may still read it, and not before.
func TestUploadsAreForgotten(t *testing.T) {
	ctx := context.Background()
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		dir := t.TempDir()
		var err error
		if c.App, err = app.New(ctx, app.Options{DB: c.DB, DataDir: dir}); err != nil {
			t.Fatal(err)
		}
		forget := func(want ...string) {
			t.Helper()
			if err := c.App.ForgetUploads(ctx); err != nil {
				t.Fatal(err)
			}
			slices.Sort(want)
			if got := uploads(t, dir); !slices.Equal(got, want) {
				t.Errorf("the files are %v, want %v", got, want)
			}
		}
		if err := c.App.ForgetUploads(ctx); err != nil {
			t.Errorf("without a folder: %v", err)
		}
		done, undone, waiting, shared := "公司\n甲甲公司\n", "公司\n乙乙公司\n", "公司\n丙丙公司\n", "公司\n丁丁公司\n"
		ended := upload(t, c, c.Ada, app.ImportAccounts, done).run()
		upload(t, c, c.Ada, app.ImportAccounts, undone).run().undo()
		upload(t, c, c.Ada, app.ImportAccounts, waiting)
		upload(t, c, c.Ada, app.ImportAccounts, shared).run()
		upload(t, c, c.Ada, app.ImportAccounts, shared)
		orphan := filepath.Join(dir, "imports", "upload-left")
		if err := os.WriteFile(orphan, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		all := []string{hashOf(done), hashOf(undone), hashOf(waiting), hashOf(shared), "upload-left"}
		at := c.DB.Now().Time()
		for _, name := range all {
			if err := os.Chtimes(filepath.Join(dir, "imports", name), at, at); err != nil {
				t.Fatal(err)
			}
		}
		c.Clock.Pass(29 * 24 * time.Hour)
		forget(all...)
		c.Clock.Pass(2 * 24 * time.Hour)
		forget(hashOf(waiting), hashOf(shared))
		ended.undo() // needs no file
		upload(t, c, c.Ada, app.ImportAccounts, done)
		forget(hashOf(done), hashOf(waiting), hashOf(shared))
	})
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
