package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"time"

	"golang.org/x/sys/unix"

	"sente/internal/config"
	"sente/internal/store"
)

// doctorCmd looks at the installation and says what is wrong. It changes nothing
// and may run beside the server.
type doctorCmd struct {
	config.Data
	config.BackupFolder
	auditChecks
	JSON     bool `name:"json" help:"Print the findings as one JSON object."`
	Full     bool `help:"Also check every page of the database, every row against its events and every attached file. Reads everything."`
	Contents bool `help:"Also print a hash of what the rows of each table say, to compare two states. Reads everything."`
}

// errIll is the end of doctor when something is wrong.
var errIll = errors.New("something is wrong; see above")

// Limits of doctor.
const (
	leastSpace = 1 << 30 // bytes free on the disk of the data folder
	mostDrift  = 2 * time.Second
)

// Run examines the installation.
func (c *doctorCmd) Run(ctx context.Context) error {
	h, err := look(ctx, c.Data)
	if err != nil {
		return err
	}
	d := &doctor{out: os.Stdout}
	if c.JSON {
		d.out = io.Discard
	}
	c.examine(ctx, d, h.db)
	if c.JSON {
		err = d.write(os.Stdout)
	}
	if d.ill {
		err = errors.Join(err, errIll)
	}
	return errors.Join(err, h.close())
}

// examine makes the findings that are asked for.
func (c *doctorCmd) examine(ctx context.Context, d *doctor, db *store.DB) {
	d.database(ctx, db)
	d.jobs(ctx, db)
	d.stuck(ctx, db)
	if _, err := os.Stat(c.Dir); err == nil || c.Database == "" {
		d.disk(c.Dir)
		d.folder(c.Data)
	}
	d.backups(ctx, db, c.Place(c.Data))
	d.files(ctx, db, c.Dir, c.Full)
	if c.Full {
		d.whole(ctx, db)
	}
	if c.Contents {
		d.contents(ctx, db)
	}
	if c.Audit {
		d.audit(ctx, db, c.Data, c.Head)
	}
}

// doctor writes findings and keeps them.
type doctor struct {
	out   io.Writer
	ill   bool
	found []finding
}

// say writes one finding; good is false when something is to be done.
func (d *doctor) say(good bool, topic, format string, args ...any) {
	mark := "ok  "
	if !good {
		mark, d.ill = "BAD ", true
	}
	text := fmt.Sprintf(format, args...)
	d.found = append(d.found, finding{good, topic, text})
	fmt.Fprintf(d.out, "%s %-9s %s\n", mark, topic, text)
}

func (d *doctor) database(ctx context.Context, db *store.DB) {
	h, err := db.Health(ctx)
	if err != nil {
		d.say(false, "database", "does not answer: %v", err)
		return
	}
	d.say(true, "database", "%s %s, %.1f MiB", h.Engine, h.Version, float64(h.Bytes)/(1<<20))
	switch {
	case h.Schema < h.Wanted:
		d.say(false, "schema", "version %d, this sente needs %d: start the server or run sente migrate",
			h.Schema, h.Wanted)
	case h.Schema > h.Wanted:
		d.say(false, "schema", "version %d, this sente knows %d: install the newer sente", h.Schema, h.Wanted)
	default:
		d.say(true, "schema", "version %d", h.Schema)
	}
	drift := time.Until(h.Clock.Time()).Abs()
	d.say(drift <= mostDrift, "clock", "%s, %s from the database's", time.Now().UTC().Format(time.RFC3339),
		drift.Round(time.Millisecond))
	if ahead := time.Until(h.Newest.Time()); h.Newest != 0 && ahead > mostDrift {
		d.say(false, "clock", "the newest event lies %s in the future: the clock was set back",
			ahead.Round(time.Second))
	}
	for _, t := range h.Rows {
		if t.Rows > 0 {
			d.say(true, "rows", "%-15s %d", t.Table, t.Rows)
		}
	}
}

func (d *doctor) jobs(ctx context.Context, db *store.DB) {
	counts, err := db.Reads().JobCounts(ctx)
	if err != nil {
		d.say(false, "jobs", "cannot be read: %v", err)
	}
	for _, c := range counts {
		d.say(c.State != "failed", "jobs", "%-15s %d %s", c.Kind, c.Count, c.State)
	}
}

func (d *doctor) disk(dir string) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		d.say(false, "disk", "%s: %v", dir, err)
		return
	}
	free := uint64(s.Bavail) * uint64(s.Bsize)
	d.say(free >= leastSpace, "disk", "%s has %.1f GiB free", dir, float64(free)/(1<<30))
}

// contents prints a hash for each table; versions and moments of change do not count.
func (d *doctor) contents(ctx context.Context, db *store.DB) {
	all, err := db.Reads().Contents(ctx)
	if err != nil {
		d.say(false, "contents", "cannot be read: %v", err)
	}
	for _, table := range slices.Sorted(maps.Keys(all)) {
		d.say(true, "contents", "%-15s %s", table, all[table])
	}
}

// whole reads everything.
func (d *doctor) whole(ctx context.Context, db *store.DB) {
	damage, err := db.Damage(ctx)
	if err != nil {
		damage = append(damage, err.Error())
	}
	unfolded, err := db.Reads().Unfolded(ctx)
	if err != nil {
		unfolded = append(unfolded, err.Error())
	}
	for _, x := range damage {
		d.say(false, "file", "%s", x)
	}
	for _, x := range unfolded {
		d.say(false, "events", "%s", x)
	}
	d.say(len(damage) == 0, "file", "%d faults", len(damage))
	d.say(len(unfolded) == 0, "events", "%d rows differ from what events say", len(unfolded))
}
