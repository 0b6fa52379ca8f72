// Command sente is the whole product in one binary: the server, and the
// commands of the operator. Start with commands, the list of all of them.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // the zones of all workspaces, also on machines without them

	"github.com/alecthomas/kong"
)

// version is set by the build.
var version = "dev"

// commands are the commands of the binary, each with its help.
type commands struct {
	Serve    serveCmd         `cmd:"" help:"Run the server."`
	Demo     demoCmd          `cmd:"" help:"Serve a fictional company to look around in."`
	User     userCmd          `cmd:"" help:"List users, let them in or out."`
	Import   importCmd        `cmd:"" help:"Read a file of users, products, accounts, contacts or deals."`
	Export   exportCmd        `cmd:"" help:"Write a list into a file."`
	Migrate  migrateCmd       `cmd:"" help:"Bring the database up to this version."`
	Backup   backupCmd        `cmd:"" help:"Write a backup into one file, also while the server runs."`
	Restore  restoreCmd       `cmd:"" help:"Take a backup back into an empty place."`
	Move     moveCmd          `cmd:"" help:"Move from SQLite to an empty PostgreSQL database."`
	Doctor   doctorCmd        `cmd:"" help:"Look at the installation and say what is wrong."`
	Diagnose DiagnoseCmd      `cmd:"" help:"Say what is wrong with a deal described by a dossier file."`
	OpenAPI  openAPICmd       `cmd:"" name:"openapi" help:"Print the OpenAPI document of the API."`
	Version  kong.VersionFlag `help:"Print the version."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var all commands
	parser := kong.Must(&all, kong.Name("sente"),
		kong.Description("Sente 先手: the workbench for large project sales."),
		kong.UsageOnError(), kong.Vars{"version": version}, kong.BindTo(ctx, (*context.Context)(nil)))
	run, err := parser.Parse(os.Args[1:])
	parser.FatalIfErrorf(err)
	if err := run.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "sente:", err)
		stop()
		os.Exit(1)
	}
}
