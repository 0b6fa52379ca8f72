package app_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"sente/internal/app"
	"sente/internal/store"
)

// bigRows is the size of the file of BenchmarkImport; the limit that it is held
// against is 90 seconds and 300 MiB for 100,000 rows on SQLite.
const bigRows = 100000

// BenchmarkImport reads a file in which every row is an account, a contact and a
// deal: the dry run, and the run. Use -benchtime=1x.
func BenchmarkImport(b *testing.B) {
	for _, kind := range []app.ImportKind{app.ImportAccounts, app.ImportDeals} {
		b.Run(string(kind), func(b *testing.B) {
			for range b.N {
				importBig(b, kind)
			}
		})
	}
}

func importBig(b *testing.B, kind app.ImportKind) {
	ctx := context.Background()
	b.StopTimer()
	db, err := store.Open(ctx, store.Options{URL: "file:" + filepath.Join(b.TempDir(), "sente.db")})
	must(b, err)
	defer func() { must(b, db.Close()) }()
	a, err := app.New(ctx, app.Options{DB: db, SetupSecret: "secret", DataDir: b.TempDir()})
	must(b, err)
	in, err := a.SetUp(ctx, app.Visitor{}, app.Setup{Secret: "secret", Login: "ada", Name: "艾达",
		Password: "correct horse 9", Workspace: "海岳软件"})
	must(b, err)
	who, err := a.ActorOf(ctx, in.UserID)
	must(b, err)
	path := bigFile(b, bigRows)
	b.StartTimer()
	file, err := os.Open(path)
	must(b, err)
	up, err := a.Stash("big.csv", file)
	must(b, err)
	must(b, file.Close())
	i, err := a.AddImport(ctx, who, kind, up)
	must(b, err)
	start := time.Now()
	_, err = a.CheckImport(ctx, who, i.ID)
	must(b, err)
	must(b, a.WorkImport(ctx, i.ID))
	b.ReportMetric(time.Since(start).Seconds(), "s-dry")
	b.ReportMetric(peakMiB(), "MiB-dry")
	start = time.Now()
	_, err = a.StartImport(ctx, who, i.ID)
	must(b, err)
	must(b, a.WorkImport(ctx, i.ID))
	b.ReportMetric(time.Since(start).Seconds(), "s-run")
	b.ReportMetric(peakMiB(), "MiB-run")
	i, err = a.Import(ctx, who, i.ID)
	must(b, err)
	if i.State != "done" || i.Report.Verdicts[app.RowStored] != bigRows {
		b.Fatalf("%s: %+v", i.State, i.Report)
	}
}

func must(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// bigFile writes clean rows of the kind that people keep in a spreadsheet.
func bigFile(b *testing.B, rows int) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "big.csv")
	file, err := os.Create(path)
	must(b, err)
	w := bufio.NewWriter(file)
	fmt.Fprint(w, "客户名称,联系人,手机,预计金额,签约日期\r\n")
	for i := range rows {
		fmt.Fprintf(w, "测试客户%07d有限公司,联系人%d,199%08d,%d.%02d,2027-%02d-%02d\r\n", i, i, i, i, i%100, i%12+1, i%28+1)
	}
	must(b, w.Flush())
	must(b, file.Close())
	return path
}

// peakMiB is the most memory that the process held, 0 where the system does not
// say.
func peakMiB() float64 {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(text), "VmHWM:")
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		return 0
	}
	kib, _ := strconv.ParseFloat(fields[0], 64)
	return kib / 1024
}
