// Package account is the customer: companies in groups, their departments, the
// people who work there and to whom they report, and the products we sell to
// them. Start with Account; MatchKey says which names mean the same company.
package account

import (
	"reflect"
	"slices"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/money"
	"sente/internal/sales/record"
)

// Relation says how an account stands in its group.
type Relation string

// Relations of an account.
const (
	Company    Relation = "company"
	Group      Relation = "group"
	Subsidiary Relation = "subsidiary"
)

// All lists every relation.
func (Relation) All() []Relation { return []Relation{Company, Group, Subsidiary} }

// NameLimit is the longest name, in code points.
const NameLimit = 255

// Account is a customer, or a company that may become one.
type Account struct {
	record.Meta
	Fields
	MatchKey string `json:"-" db:"match_key"`
	SortKey  string `json:"-" db:"sort_key"`
}

// Fields are what people write about an account.
type Fields struct {
	Name       string        `json:"name" db:"name" maxLength:"255"`
	ParentID   record.ID     `json:"parent_id,omitzero" db:"parent_id"`
	Relation   Relation      `json:"relation,omitzero" db:"relation"`
	Industry   string        `json:"industry,omitzero" db:"industry" maxLength:"100"`
	Region     string        `json:"region,omitzero" db:"region" maxLength:"100"`
	CreditCode string        `json:"credit_code,omitzero" db:"credit_code" maxLength:"18"`
	Phone      string        `json:"phone,omitzero" db:"phone" maxLength:"100"`
	Website    string        `json:"website,omitzero" db:"website" maxLength:"255"`
	Address    string        `json:"address,omitzero" db:"address" maxLength:"500"`
	Founded    int           `json:"founded,omitzero" db:"founded" minimum:"0" maximum:"9999" doc:"year"`
	Employees  int           `json:"employees,omitzero" db:"employees" minimum:"0"`
	Revenue    *money.Amount `json:"revenue,omitzero" db:"revenue"`
	OwnerID    record.ID     `json:"owner_id,omitzero" db:"owner_id" doc:"absent: nobody's, visible to all"`
	About      string        `json:"about,omitzero" db:"about" maxLength:"4000"`
	Standing
}

// Standing is what the method weighs of a customer (method.md 3.5, 6.7).
type Standing struct {
	Segment      string   `json:"segment,omitzero" db:"segment" maxLength:"100"`
	IdealFit     *float64 `json:"ideal_fit,omitzero" db:"ideal_fit" minimum:"0" maximum:"1" doc:"share of the ideal customer's criteria that he meets"`
	PastContract bool     `json:"past_contract,omitzero" db:"past_contract" doc:"he has bought from us before"`
	Satisfaction int      `json:"satisfaction,omitzero" db:"satisfaction" minimum:"0" maximum:"5" doc:"1 bad … 5 very good; absent: unknown"`
}

// MaxSatisfaction is the best that a customer may say of us.
const MaxSatisfaction = 5

func (s *Standing) check(bad []*fault.Error) []*fault.Error {
	if x := s.IdealFit; x != nil && !(*x >= 0 && *x <= 1) {
		bad = append(bad, fault.New(fault.Invalid, "out_of_range").At("ideal_fit").
			With("min", 0).With("max", 1))
	}
	if s.Satisfaction < 0 || s.Satisfaction > MaxSatisfaction {
		bad = append(bad, fault.New(fault.Invalid, "out_of_range").At("satisfaction").
			With("min", 1).With("max", MaxSatisfaction))
	}
	return bad
}

// Weighs reports whether the method says something else of a customer's deals
// than before.
func (s Standing) Weighs(old Standing) bool { return !reflect.DeepEqual(s, old) }

// Ref points at the account.
func (a Account) Ref() record.Ref { return record.Ref{Kind: record.Account, ID: a.ID} }

// Indexed is what people find the account by.
func (a Account) Indexed() record.Indexed {
	return record.Indexed{Title: a.Name, Text: a.Industry + " " + a.Region, Drop: a.Trashed()}
}

// Check cleans the fields and reports everything that is wrong with them.
func (f *Fields) Check() error {
	f.Name = strings.TrimSpace(f.Name)
	var bad []*fault.Error
	bad = checkName(bad, f.Name, "name")
	if f.Relation == "" {
		f.Relation = Company
	}
	if !slices.Contains(f.Relation.All(), f.Relation) {
		bad = append(bad, fault.New(fault.Invalid, "value_invalid").At("relation"))
	}
	if f.ParentID != 0 && f.Relation == Company {
		f.Relation = Subsidiary
	}
	return fault.Join(f.Standing.check(bad))
}

func checkName(bad []*fault.Error, name, at string) []*fault.Error {
	switch n := len([]rune(name)); {
	case n == 0:
		return append(bad, fault.New(fault.Invalid, "name_missing").At(at))
	case n > NameLimit:
		return append(bad, fault.New(fault.Invalid, "too_long").At(at).With("limit", NameLimit))
	}
	return bad
}

// Department is a part of an account; departments form a tree.
type Department struct {
	record.Meta
	AccountID record.ID `json:"account_id" db:"account_id"`
	ParentID  record.ID `json:"parent_id,omitzero" db:"parent_id"`
	Name      string    `json:"name" db:"name" maxLength:"255"`
}

// Check reports what is wrong with the department.
func (d *Department) Check() error {
	d.Name = strings.TrimSpace(d.Name)
	return fault.Join(checkName(nil, d.Name, "name"))
}

// Contact is a person who works at an account.
type Contact struct {
	record.Meta
	ContactFields
	SortKey string `json:"-" db:"sort_key"`
}

// ContactFields are what people write about a contact.
type ContactFields struct {
	AccountID    record.ID `json:"account_id,omitzero" db:"account_id"`
	DepartmentID record.ID `json:"department_id,omitzero" db:"department_id"`
	Name         string    `json:"name" db:"name" maxLength:"255"`
	Title        string    `json:"title,omitzero" db:"title" maxLength:"255"`
	LevelRank    int       `json:"level_rank,omitzero" db:"level_rank" minimum:"0" maximum:"5" doc:"1 staff … 5 top"`
	ReportsToID  record.ID `json:"reports_to_id,omitzero" db:"reports_to_id"`
	Phone        string    `json:"phone,omitzero" db:"phone" maxLength:"255"`
	Email        string    `json:"email,omitzero" db:"email" maxLength:"255"`
	About        string    `json:"about,omitzero" db:"about" maxLength:"4000"`
}

// Ref points at the contact.
func (c Contact) Ref() record.Ref { return record.Ref{Kind: record.Contact, ID: c.ID} }

// Indexed is what people find the contact by.
func (c Contact) Indexed() record.Indexed {
	return record.Indexed{Title: c.Name, Text: c.Title, Drop: c.Trashed()}
}

// Weighs reports whether a change since old may change what the rules say of the
// contact's deals.
func (c Contact) Weighs(old Contact) bool {
	return c.Name != old.Name || c.Title != old.Title || c.LevelRank != old.LevelRank ||
		c.DepartmentID != old.DepartmentID ||
		c.ReportsToID != old.ReportsToID ||
		c.AccountID != old.AccountID
}

// Check cleans the fields and reports everything that is wrong with them.
func (f *ContactFields) Check() error {
	f.Name = strings.TrimSpace(f.Name)
	bad := checkName(nil, f.Name, "name")
	if f.AccountID == 0 {
		bad = append(bad, fault.New(fault.Invalid, "account_missing").At("account_id"))
	}
	if f.LevelRank < 0 || f.LevelRank > 5 {
		bad = append(
			bad,
			fault.New(fault.Invalid, "out_of_range").At("level_rank").With("min", 1).With("max", 5),
		)
	}
	return fault.Join(bad)
}

// Product is something we sell, with its list price; the price never becomes
// the amount of a deal by itself.
type Product struct {
	record.Meta
	ProductFields
	MatchKey string `json:"-" db:"match_key"`
}

// ProductFields are what people write about a product.
type ProductFields struct {
	Name      string        `json:"name" db:"name" maxLength:"255"`
	Series    string        `json:"series,omitzero" db:"series" maxLength:"255"`
	ListPrice *money.Amount `json:"list_price,omitzero" db:"list"`
}

// Check cleans the fields and reports everything that is wrong with them.
func (f *ProductFields) Check() error {
	f.Name = strings.TrimSpace(f.Name)
	return fault.Join(checkName(nil, f.Name, "name"))
}
