package demo

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"sente/internal/app"
	"sente/internal/sales/account"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
)

// customer is an account of the story. The text of its people has one
// department per line, "above>department: name/title/rank/superior; …".
type customer struct {
	key, name        string
	parent           string // key of the group
	relation         account.Relation
	owner            string
	industry, region string
	founded, heads   int
	yi               int64 // turnover in 100 million yuan
	ago              int   // when we got to know it
	tags             string
	about            string
	people           string
}

// known is a customer as far as it has been written down.
type known struct {
	customer
	id       record.ID
	contacts map[string]record.ID
	order    []string // names of the contacts as they stand in the story
	ranks    map[string]int
}

// person is one contact in the text of a customer.
type person struct {
	department, name, title, superior string
	rank                              int
}

// planCustomer puts the account on its day and its people on the days after, a
// department a day.
func (t *teller) planCustomer(c customer) error {
	k := &known{customer: c, contacts: map[string]record.ID{}, ranks: map[string]int{}}
	t.customers[c.key] = k
	t.on(c.ago, "customer "+c.name, func(ctx context.Context) error { return t.addCustomer(ctx, k) })
	departments := map[string]record.ID{}
	for i, line := range strings.Split(strings.TrimSpace(c.people), "\n") {
		path, names, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			return fmt.Errorf("no department in %q", line)
		}
		people, err := parsePeople(path, names)
		if err != nil {
			return err
		}
		for _, p := range people {
			k.order, k.ranks[p.name] = append(k.order, p.name), p.rank
		}
		t.on(c.ago-i, "people of "+c.name, func(ctx context.Context) error {
			if err := t.addDepartment(ctx, k, path, departments); err != nil {
				return err
			}
			for _, p := range people {
				if err := t.addContact(ctx, k, p, departments[p.department]); err != nil {
					return fmt.Errorf("%s: %w", p.name, err)
				}
			}
			return nil
		})
	}
	return nil
}

// addCustomer writes the account; one below another owner's group is written by
// the head of both.
func (t *teller) addCustomer(ctx context.Context, k *known) error {
	c, who := k.customer, t.staff[k.owner]
	f := account.Fields{Name: c.name, Relation: c.relation, Industry: c.industry, Region: c.region,
		Founded: c.founded, Employees: c.heads, Revenue: yuan(c.yi * 10_000), OwnerID: who.ID, About: c.about,
		Website: "https://www." + c.key + ".example"}
	if group := t.customers[c.parent]; group != nil {
		f.ParentID = group.id
		if group.owner != c.owner {
			who = t.chief(c.owner)
		}
	}
	made, err := t.app.AddAccount(ctx, who, f)
	if err != nil {
		return err
	}
	k.id = made.ID
	if c.tags == "" {
		return nil
	}
	_, err = t.app.PutTags(ctx, who, record.Ref{Kind: record.Account, ID: k.id}, strings.Fields(c.tags))
	return err
}

// addDepartment makes the last department of a path, if it is not there yet.
func (t *teller) addDepartment(ctx context.Context, k *known, path string, made map[string]record.ID) error {
	above, name, nested := strings.Cut(path, ">")
	if !nested {
		above, name = "", path
	}
	f := app.DepartmentFields{Name: name, ParentID: made[above]}
	d, err := t.app.AddDepartment(ctx, t.staff[k.owner], k.id, f)
	made[name] = d.ID
	return err
}

func (t *teller) addContact(ctx context.Context, k *known, p person, department record.ID) error {
	t.clock.Pass(pause)
	f := account.ContactFields{AccountID: k.id, DepartmentID: department, Name: p.name, Title: p.title,
		LevelRank: p.rank, ReportsToID: t.contact(k, p.superior), Email: mail(p.name, k.key)}
	made, err := t.app.AddContact(ctx, t.staff[k.owner], f)
	k.contacts[p.name] = made.ID
	return err
}

// contact finds somebody at a customer or in its group; 0 is nobody.
func (t *teller) contact(k *known, name string) record.ID {
	if id := k.contacts[name]; id != 0 {
		return id
	}
	if group := t.customers[k.parent]; group != nil {
		return group.contacts[name]
	}
	return 0
}

// parsePeople reads "name/title/rank/superior; …" of a department.
func parsePeople(path, names string) (out []person, err error) {
	department := path[strings.LastIndex(path, ">")+1:]
	for text := range strings.SplitSeq(names, "; ") {
		part := strings.Split(text, "/")
		if len(part) < 3 {
			return nil, fmt.Errorf("not a person: %q", text)
		}
		p := person{department: department, name: part[0], title: part[1]}
		if p.rank, err = strconv.Atoi(part[2]); err != nil {
			return nil, err
		}
		if len(part) > 3 {
			p.superior = part[3]
		}
		out = append(out, p)
	}
	return out, nil
}

// mail is an address that cannot exist, from the Latin letters of a name.
func mail(name, domain string) string {
	words := strings.FieldsFunc(search.PersonSortKey(name), func(r rune) bool {
		return r > unicode.MaxASCII || r == ' '
	})
	return strings.Join(words, ".") + "@" + domain + ".example"
}
