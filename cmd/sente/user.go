package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"sente/internal/app"
	"sente/internal/config"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// userCmd are the commands about users, done on the database itself: they also
// help those whom nobody can let in any more.
type userCmd struct {
	List    userListCmd    `cmd:"" help:"List the users."`
	Add     userAddCmd     `cmd:"" help:"Add a user and print his one-time link."`
	Link    userLinkCmd    `cmd:"" help:"Print a new one-time link by which a user sets his password."`
	Disable userDisableCmd `cmd:"" help:"End a user's sessions and let him in no more."`
}

// acting is on whose behalf a command writes; it stands in the events.
type acting struct {
	config.Data
	As string `help:"Log-in name of the user on whose behalf it is done; absent: the first administrator." placeholder:"USER"`
}

// linking is where the printed links point to.
type linking struct {
	PublicURL string `name:"public-url" env:"SENTE_PUBLIC_URL" default:"http://127.0.0.1:8080" help:"Origin that people use."`
}

type userListCmd struct{ config.Data }

type userAddCmd struct {
	acting
	linking
	Login string `arg:"" help:"Log-in name."`
	Name  string `required:"" help:"Name of the person."`
	Role  string `default:"rep" help:"Code of the role: rep, manager, director, readonly, admin."`
	Team  string `help:"Name of the team."`
	Lang  string `default:"zh" enum:"zh,en" help:"Language."`
}

type userLinkCmd struct {
	acting
	linking
	Name string `arg:"" help:"Log-in name or name of the user."`
}

type userDisableCmd struct {
	acting
	Name string `arg:"" help:"Log-in name or name of the user."`
}

// Run lists the users; it may read beside a running server.
func (c *userListCmd) Run(ctx context.Context) error {
	h, err := look(ctx, c.Data)
	if err != nil {
		return err
	}
	return errors.Join(listUsers(ctx, h.db.Reads(), os.Stdout), h.close())
}

func listUsers(ctx context.Context, r *store.Reads, out io.Writer) error {
	users, err := r.Users(ctx)
	if err != nil {
		return err
	}
	roles, err := r.Roles(ctx)
	if err != nil {
		return err
	}
	teams, err := r.Teams(ctx)
	if err != nil {
		return err
	}
	names := map[record.ID]string{}
	for _, x := range roles {
		names[x.ID] = x.Code
	}
	for _, x := range teams {
		names[x.ID] = x.Name
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "LOGIN\tNAME\tROLE\tTEAM\tSTATE")
	for _, u := range users {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", u.Login, u.Name, names[u.RoleID], names[u.TeamID], stateOf(u))
	}
	return w.Flush()
}

func stateOf(u org.User) string {
	switch {
	case !u.Active:
		return "disabled"
	case !u.Invited():
		return "no password yet"
	}
	return "active"
}

// Run adds a user.
func (c *userAddCmd) Run(ctx context.Context) error {
	return c.do(ctx, func(a *app.App, who org.Actor) error {
		f := app.UserFields{Login: c.Login, Name: c.Name, Lang: c.Lang}
		var err error
		if f.RoleID, err = roleNamed(ctx, a, c.Role); err != nil {
			return err
		}
		if f.TeamID, err = teamNamed(ctx, a, c.Team); err != nil {
			return err
		}
		u, err := a.AddUser(ctx, who, f)
		if err != nil {
			return err
		}
		return c.printLink(ctx, a, who, u.ID)
	})
}

// Run prints a link.
func (c *userLinkCmd) Run(ctx context.Context) error {
	return c.do(ctx, func(a *app.App, who org.Actor) error {
		u, err := userNamed(ctx, a, c.Name)
		if err != nil {
			return err
		}
		return c.printLink(ctx, a, who, u.ID)
	})
}

// Run disables a user.
func (c *userDisableCmd) Run(ctx context.Context) error {
	return c.do(ctx, func(a *app.App, who org.Actor) error {
		u, err := userNamed(ctx, a, c.Name)
		if err == nil {
			_, err = a.EditUser(ctx, who, u.ID, u.Version, []byte(`{"active":false}`))
		}
		return err
	})
}

func (l linking) printLink(ctx context.Context, a *app.App, who org.Actor, user record.ID) error {
	made, err := a.AddLink(ctx, who, user)
	if err != nil {
		return err
	}
	fmt.Printf("%s/link/%s\nIt works once, until %s.\n", strings.TrimSuffix(l.PublicURL, "/"), made.Token,
		made.Expires.Time().In(a.Zone()).Format("2006-01-02 15:04"))
	return nil
}

// do opens the data folder for writing and finds on whose behalf.
func (c acting) do(ctx context.Context, f func(*app.App, org.Actor) error) error {
	h, err := open(ctx, c.Data, newLog("warn"))
	if err != nil {
		return err
	}
	who, err := actorOf(ctx, h.app, c.As)
	if err == nil {
		err = f(h.app, who)
	}
	return errors.Join(plain(err), h.close())
}

// actorOf is the user of a log-in name, or the first active administrator.
func actorOf(ctx context.Context, a *app.App, login string) (org.Actor, error) {
	if login != "" {
		u, err := userNamed(ctx, a, login)
		if err != nil {
			return org.Actor{}, err
		}
		return a.ActorOf(ctx, u.ID)
	}
	admin, err := roleNamed(ctx, a, org.Administrator)
	if err != nil {
		return org.Actor{}, err
	}
	users, err := a.DB().Reads().Users(ctx)
	if err != nil {
		return org.Actor{}, err
	}
	first := record.ID(0)
	for _, u := range users {
		if u.Active && u.RoleID == admin && (first == 0 || u.ID < first) {
			first = u.ID
		}
	}
	if first == 0 {
		return org.Actor{},
			errors.New("there is no active administrator: start the server and set it up first")
	}
	return a.ActorOf(ctx, first)
}

func userNamed(ctx context.Context, a *app.App, name string) (found org.User, err error) {
	users, err := a.DB().Reads().Users(ctx)
	if err != nil {
		return found, err
	}
	for _, u := range users {
		if u.Login == name {
			return u, nil
		}
	}
	n := 0
	for _, u := range users {
		if u.Name == name {
			found, n = u, n+1
		}
	}
	if n != 1 {
		return found, fmt.Errorf("%d users are called %q: give the log-in name", n, name)
	}
	return found, nil
}

func roleNamed(ctx context.Context, a *app.App, code string) (record.ID, error) {
	roles, err := a.DB().Reads().Roles(ctx)
	if err != nil {
		return 0, err
	}
	for _, r := range roles {
		if r.Code == code {
			return r.ID, nil
		}
	}
	return 0, fmt.Errorf("there is no role %q", code)
}

func teamNamed(ctx context.Context, a *app.App, name string) (record.ID, error) {
	if name == "" {
		return 0, nil
	}
	teams, err := a.DB().Reads().Teams(ctx)
	if err != nil {
		return 0, err
	}
	for _, t := range teams {
		if t.Name == name {
			return t.ID, nil
		}
	}
	return 0, fmt.Errorf("there is no team %q", name)
}
