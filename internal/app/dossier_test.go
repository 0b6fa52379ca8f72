package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
	"sente/internal/sales/strategy"
)

// dossiersFile are the published dossiers, beside the project.
const dossiersFile = "../../../shared/spec/examples/random-60.jsonl"

// travel puts the clock of the company to noon of a day.
func travel(t *testing.T, c *cast.Company, day calendar.Day) {
	t.Helper()
	to := c.App.Today()
	c.Clock.Pass(time.Duration(day.Since(to)) * 24 * time.Hour)
	if c.App.Today() != day {
		t.Fatalf("today is %s, not %s", c.App.Today(), day)
	}
}

// exported takes a deal away.
func exported(t *testing.T, c *cast.Company, who, id record.ID) []byte {
	t.Helper()
	write, err := c.App.ExportDossier(context.Background(), c.As(who), id)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// text is a dossier, or a diagnosis, as text to be compared.
func text(t *testing.T, v any) string {
	t.Helper()
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// roundTrip brings a dossier in and takes it away again: it must be the same, and
// so must what the method says of the deal.
func roundTrip(t *testing.T, c *cast.Company, given strategy.Dossier) {
	t.Helper()
	travel(t, c, given.AsOf)
	data, err := strategy.WriteDossier(&given)
	if err != nil {
		t.Fatal(err)
	}
	d, err := c.App.ImportDossier(context.Background(), c.As(c.Mo), 0, data)
	if err != nil {
		t.Fatalf("%s: %v", given.ID, err)
	}
	back, err := strategy.ReadDossier(exported(t, c, c.Mo, d.ID))
	if err != nil {
		t.Fatalf("%s: what was exported is refused: %v", given.ID, err)
	}
	if want, got := text(t, given), text(t, back); want != got {
		t.Fatalf("%s came back otherwise:\n%s", given.ID, unlike(want, got))
	}
	sheet, err := c.App.Sheet(context.Background(), c.As(c.Mo), d.ID)
	if err != nil {
		t.Fatal(err)
	}
	id, _ := json.Marshal(given.ID)
	if given.ID == "" {
		id = []byte("null")
	}
	names := []string{`"` + d.ID.String() + `"`, string(id)}
	for _, p := range sheet.Facts.People {
		names = append(names, p.ID.String(), sheet.Facts.Carried.Names[p.ID])
	}
	want, got := text(t, strategy.Diagnose(&given)), text(t, sheet.Diagnosis)
	if got = strings.NewReplacer(names...).Replace(got); want != got {
		t.Fatalf("%s is diagnosed otherwise:\n%s", given.ID, unlike(want, got))
	}
}

// unlike is where two texts differ.
func unlike(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			from, to := max(0, i-6), i+6
			return "want " + strings.Join(a[from:min(to, len(a))], "\n") + "\n got " + strings.Join(b[from:min(to, len(b))], "\n")
		}
	}
	return "more than wanted"
}

func TestPublishedDossiersComeBack(t *testing.T) {
	data, err := os.ReadFile(dossiersFile)
	if err != nil {
		t.Skipf("the published examples are not here: %v", err)
	}
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		sealed := 0
		for line := range bytes.Lines(data) {
			given, err := strategy.ReadDossier(line)
			if err != nil {
				t.Fatal(err)
			}
			if hasSealedPrice(&given) {
				sealed++
				travel(t, c, given.AsOf)
				refusedWhole(t, c, line, "sealed_bid_price")
				continue
			}
			roundTrip(t, c, given)
		}
		if sealed != 4 {
			t.Errorf("%d dossiers with a sealed bid price", sealed)
		}
		wrong, err := c.DB.Reads().Unfolded(context.Background())
		if err != nil || len(wrong) > 0 {
			t.Errorf("events do not tell of every row: %v %v", wrong, err)
		}
	})
}

func hasSealedPrice(d *strategy.Dossier) bool {
	for _, x := range strategy.Diagnose(d).Cases {
		if x.ID == "CP-01" {
			return true
		}
	}
	return false
}

// refusedWhole brings in a dossier that is refused, and sees that nothing changed.
func refusedWhole(t *testing.T, c *cast.Company, data []byte, code string) {
	t.Helper()
	count := func() int {
		l, err := c.App.Deals(context.Background(), c.As(c.Ada), app.DealQuery{})
		if err != nil {
			t.Fatal(err)
		}
		return int(l.Total)
	}
	before := count()
	_, err := c.App.ImportDossier(context.Background(), c.As(c.Mo), 0, data)
	if e := fault.Of(err); e == nil || e.Code != code {
		t.Fatalf("%v, not %s", err, code)
	}
	if count() != before {
		t.Error("something was imported all the same")
	}
}
