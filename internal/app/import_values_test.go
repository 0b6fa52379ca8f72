package app_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/fault"
)

// values lists a column as "text count problem".
func (i *importing) values(column, field string) (out []string, more bool) {
	i.t.Helper()
	v, err := i.App.ImportValues(context.Background(), i.who, i.ID, column, field)
	if err != nil {
		i.t.Fatal(err)
	}
	for _, x := range v.Items {
		out = append(out, strings.TrimSpace(fmt.Sprint(x.Text, " ", x.Count, " ", x.Problem)))
	}
	return out, v.More
}

func TestValuesOfAColumn(t *testing.T) {
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		text := "项目,阶段,负责人,产品\n" +
			"a,S1,米娜,没有的\n" +
			"b, Engaging ,没有人,\n" +
			"c,Engaging,mina,\n" +
			"d,,没有人,\n" +
			"合计,9,,\n"
		i := upload(t, c, c.Ada, app.ImportDeals, text)
		for _, tc := range []struct {
			column, field string
			want          []string
		}{
			{"阶段", "stage", []string{"Engaging 2 unknown_value", "S1 1"}},
			{"阶段", "note", []string{"Engaging 2", "S1 1"}},
			{"负责人", "owner", []string{"没有人 2 owner_unknown", "米娜 1", "mina 1"}},
			{"产品", "product", []string{"没有的 1 product_unknown"}},
		} {
			if got, more := i.values(tc.column, tc.field); !slices.Equal(got, tc.want) || more {
				t.Errorf("%s as %s: %q, more %v, want %q", tc.column, tc.field, got, more, tc.want)
			}
		}
		if n := i.Detection.Totals; !slices.Equal(n, []int{6}) {
			t.Fatalf("totals rows %v, want 6 only", n)
		}
		i.plan(`{"totals":"import"}`)
		want := []string{"Engaging 2 unknown_value", "S1 1", "9 1 unknown_value"}
		if got, _ := i.values("阶段", "stage"); !slices.Equal(got, want) {
			t.Errorf("with totals rows %q, want %q", got, want)
		}
		for _, tc := range []struct{ column, field, code, at string }{
			{"没有", "stage", "import_column_unknown", "column"},
			{"", "stage", "import_column_unknown", "column"},
			{"阶段", "没有", "import_field_unknown", "field"},
		} {
			_, err := c.App.ImportValues(context.Background(), i.who, i.ID, tc.column, tc.field)
			if f := fault.Of(err); f.Code != tc.code || f.Field != tc.at {
				t.Errorf("%q as %q: %v, want %s at %s", tc.column, tc.field, err, tc.code, tc.at)
			}
		}
		if _, err := c.App.ImportValues(context.Background(), c.As(c.Rui), i.ID, "阶段", "stage"); fault.Of(err).Kind != fault.NotFound {
			t.Errorf("a colleague's import: %v, want not found", err)
		}
	})
}

func TestValuesOfAColumnHaveAnEnd(t *testing.T) {
	eachCompany(t, func(t *testing.T, c *cast.Company) {
		for _, n := range []int{200, 201} {
			var b strings.Builder
			b.WriteString("公司,行业\n")
			for k := range n {
				fmt.Fprintf(&b, "甲%d,x%d\n", k, k)
			}
			b.WriteString("乙,x0\n")
			got, more := upload(t, c, c.Ada, app.ImportAccounts, b.String()).values("行业", "industry")
			if len(got) != 200 || more != (n > 200) || got[0] != "x0 2" {
				t.Errorf("of %d texts: %d listed, more %v, first %q", n, len(got), more, got[0])
			}
		}
	})
}
