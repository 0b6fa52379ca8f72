package config

import (
	"fmt"
	"path/filepath"
	"time"
)

// BackupFolder says where backups go.
type BackupFolder struct {
	BackupDir string `name:"backup-dir" env:"SENTE_BACKUP_DIR" type:"path" help:"Folder of the backups that the server makes; absent: backups in the data folder. Another disk is better; nodes on one database share it."`
}

// Place is the folder of the backups.
func (b BackupFolder) Place(d Data) string {
	if b.BackupDir != "" {
		return b.BackupDir
	}
	return filepath.Join(d.Dir, "backups")
}

// Backups says when the server makes backups and how many stay.
type Backups struct {
	BackupFolder
	BackupAt   string `name:"backup-at" default:"02:30" env:"SENTE_BACKUP_AT" help:"Time of the day, HH:MM in the workspace's zone, at which a backup is made; empty: none."`
	BackupKeep int    `name:"backup-keep" default:"14" env:"SENTE_BACKUP_KEEP" help:"How many of the newest backups stay, from 1 to 1000."`
}

const backupKeepMost = 1000

// Check refuses a time that is none and a number out of range, naming the
// setting.
func (b Backups) Check() error {
	if _, err := time.Parse("15:04", b.BackupAt); err != nil && b.BackupAt != "" {
		return fmt.Errorf("--backup-at is %q: give a time as 02:30, or nothing for no backups", b.BackupAt)
	}
	if b.BackupKeep < 1 || b.BackupKeep > backupKeepMost {
		return fmt.Errorf("--backup-keep is %d: give a number from 1 to %d", b.BackupKeep, backupKeepMost)
	}
	return nil
}
