package app

import (
	"cmp"
	"context"
	"path/filepath"
	"strconv"
	"time"

	"sente/internal/backup"
	"sente/internal/fault"
	"sente/internal/sales/calendar"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// BackupPlan says when backups are made by themselves, where they go and how
// many stay.
type BackupPlan struct {
	At      string // HH:MM in the workspace's zone; "" never
	Dir     string // "" is the folder backups of the data folder
	Keep    int    // the newest; 0 is 14
	Version string // of the program, for the manifest
}

const backupsKept = 14

func (p BackupPlan) filled(data string) BackupPlan {
	p.Dir = cmp.Or(p.Dir, filepath.Join(data, "backups"))
	p.Keep = cmp.Or(p.Keep, backupsKept)
	return p
}

// BackupPlan is what the operator has planned.
func (a *App) BackupPlan() BackupPlan { return a.backups }

// BackupFile is a backup that was made.
type BackupFile struct {
	Name  string           `json:"name"`
	Bytes int64            `json:"bytes"`
	At    calendar.Instant `json:"at" doc:"when it was begun"`
	Age   int64            `json:"age_seconds"`
}

// BackupState is how the backups of the installation stand.
type BackupState struct {
	Items []BackupFile `json:"items" nullable:"false" doc:"the newest first"`
	At    string       `json:"at" doc:"time of the day at which one is made by itself, HH:MM in the workspace's zone; empty: never"`
	Keep  int          `json:"keep" doc:"how many stay"`
	Late  bool         `json:"late" doc:"the newest is older than 26 hours"`
}

// Backups lists the backups in the folder of this node, and says whether the
// newest is too old.
func (a *App) Backups(ctx context.Context, who org.Actor) (BackupState, error) {
	if err := holds(who, org.AdminSettings); err != nil {
		return BackupState{}, err
	}
	w, err := a.db.Reads().Workspace(ctx)
	if err != nil {
		return BackupState{}, err
	}
	files, err := backup.List(a.backups.Dir)
	if err != nil {
		return BackupState{}, fault.New(fault.Internal, "internal").Because(err)
	}
	now := a.db.Now().Time()
	out := BackupState{Items: []BackupFile{}, At: a.backups.At, Keep: a.backups.Keep,
		Late: backup.Late(files, w.CreatedAt.Time(), now)}
	for _, f := range files {
		out.Items = append(out.Items, BackupFile{f.Name, f.Bytes, calendar.InstantOf(f.At),
			int64(now.Sub(f.At) / time.Second)})
	}
	return out, nil
}

// BackupJob is the kind of job that makes a backup.
const BackupJob = "backup"

// BackupTries is how often a backup that fails is tried.
const BackupTries = 3

// OrderBackup queues a backup to be made now. While one waits, no other is
// queued.
func (a *App) OrderBackup(ctx context.Context, who org.Actor) error {
	if err := holds(who, org.AdminSettings); err != nil {
		return err
	}
	return a.db.Write(ctx, func(tx *store.Tx) error {
		job := store.NewJob{Kind: BackupJob, Payload: "now", Uniq: BackupJob + ":now", Tries: BackupTries}
		if err := tx.EnqueueJob(ctx, job); err != nil {
			return err
		}
		return tx.Record(ctx, a.backupEvent(tx, who, "backup.ordered", nil))
	})
}

// WorkBackup makes a backup, deletes those that are too many, and records how it
// went; a backup that failed is an event too.
func (a *App) WorkBackup(ctx context.Context) error {
	from := backup.Source{DB: a.db, Data: a.data, Version: a.backups.Version}
	made, err := backup.Make(ctx, from, a.backups.Dir)
	act, said := "backup.made", event.Params{"name": filepath.Base(made.Path),
		"bytes": strconv.FormatInt(made.Bytes, 10)}
	if missing := made.Manifest.Missing; len(missing) > 0 {
		a.log.ErrorContext(ctx, "backup: files of attachments are missing", "count", len(missing),
			"first", missing[0])
	}
	if err == nil {
		err = backup.Keep(a.backups.Dir, a.backups.Keep)
	}
	switch {
	case err != nil && ctx.Err() != nil:
		return err // the server stops: another worker makes it
	case err != nil:
		act, said = "backup.failed", event.Params{"why": err.Error()}
	}
	after := context.WithoutCancel(ctx)
	if e := a.db.Write(after, func(tx *store.Tx) error {
		return tx.Record(after, a.backupEvent(tx, org.Actor{}, act, said))
	}); err == nil {
		err = e
	}
	return err
}

func (a *App) backupEvent(tx *store.Tx, who org.Actor, act string, said event.Params) event.Event {
	return event.Event{ActorID: who.ID, Act: act, Kind: record.Workspace, SubjectID: store.WorkspaceID,
		On: a.day(tx.Now()), Params: said}
}
