// Command maven-check compares the Maven sales data with a file of deals that
// was exported after importing it. It shares no code with the product: it reads
// both files with the standard library and adds them up by itself.
//
//	go run ./scripts/maven-check sales_pipeline.csv deals.csv
//
// It prints what differs and ends with status 1 when anything does.
package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
)

// table is a CSV file as maps from header to cell.
func table(path string) ([]map[string]string, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	all, err := io.ReadAll(file)
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(all), "\uFEFF"))).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, fmt.Errorf("%s: no table: %w", path, err)
	}
	out := make([]map[string]string, 0, len(rows))
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, cell := range row {
			m[rows[0][i]] = cell
		}
		out = append(out, m)
	}
	return out, nil
}

// cents reads a decimal with at most two places.
func cents(s string) (int64, error) {
	whole, part, _ := strings.Cut(s, ".")
	return strconv.ParseInt(whole+(part + "00")[:2], 10, 64)
}

// sums are counts and cents under names such as "Anna Snelling 2017-03".
type sums map[string]int64

func (s sums) won(seller, day, amount string) error {
	n, err := cents(amount)
	if err != nil {
		return fmt.Errorf("amount %q: %w", amount, err)
	}
	s["won cents "+seller+" "+day[:7]] += n
	s["won cents in all"] += n
	return nil
}

// source adds up the original data.
func source(path string) (sums, error) {
	rows, err := table(path)
	if err != nil {
		return nil, err
	}
	out := sums{}
	for _, r := range rows {
		out["deals "+r["deal_stage"]]++
		out["deals of "+r["sales_agent"]]++
		out["deals of product "+strings.ReplaceAll(r["product"], " ", "")]++
		out["deals on account "+r["account"]]++
		if r["deal_stage"] == "Won" {
			if err := out.won(r["sales_agent"], r["close_date"], r["close_value"]); err != nil {
				return nil, err
			}
			continue
		}
		out["deals without amount"]++
	}
	return out, nil
}

// stages say how the source calls where a deal stands.
var stages = map[string]string{"S1": "Prospecting", "S3": "Engaging", "D0": "Won", "lost": "Lost"}

// exported adds up the file of the product; its headers are English.
func exported(path string) (sums, error) {
	rows, err := table(path)
	if err != nil {
		return nil, err
	}
	out := sums{}
	for _, r := range rows {
		stage := stages[r["Stage"]]
		out["deals "+stage]++
		out["deals of "+r["Owner"]]++
		out["deals of product "+strings.ReplaceAll(r["Product"], " ", "")]++
		out["deals on account "+r["Account"]]++
		if r["Amount"] == "" {
			out["deals without amount"]++
			continue
		}
		if r["Currency"] != "USD" {
			return nil, fmt.Errorf("deal %s: currency %q", r["External id"], r["Currency"])
		}
		if err := out.won(r["Owner"], r["Closed on"], r["Amount"]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// run compares two files and says how many sums were equal, or what differs.
func run(data, file string, out io.Writer) error {
	want, err := source(data)
	if err != nil {
		return err
	}
	got, err := exported(file)
	if err != nil {
		return err
	}
	wrong := 0
	names := maps.Clone(want)
	maps.Copy(names, got)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if want[name] != got[name] {
			wrong++
			fmt.Fprintf(out, "%s: %d in the source, %d in the product\n", name, want[name], got[name])
		}
	}
	if wrong > 0 {
		return fmt.Errorf("%d of %d sums differ", wrong, len(names))
	}
	fmt.Fprintf(out, "%d sums are equal\n", len(names))
	return nil
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: maven-check sales_pipeline.csv deals.csv")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "maven-check:", err)
		os.Exit(1)
	}
}
