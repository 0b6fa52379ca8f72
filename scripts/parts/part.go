package main

import (
	"debug/buildinfo"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// part is one foreign piece of the program.
type part struct {
	name    string
	version string
	url     string // package URL (purl)
	licence string // SPDX id where the registry gives one
	dir     string // where its files are
}

// goParts reads the program's own version and the modules linked into it, Go
// itself among them.
func goParts(binary string) (string, []part, error) {
	info, err := buildinfo.ReadFile(binary)
	if err != nil {
		return "", nil, err
	}
	root, err := output("go", "env", "GOROOT")
	if err != nil {
		return "", nil, err
	}
	version := strings.TrimPrefix(info.GoVersion, "go")
	parts := []part{{"Go", version, "pkg:golang/std@" + version, "BSD-3-Clause", root}}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		dir, err := output("go", "mod", "download", "-json", m.Path+"@"+m.Version)
		if err != nil {
			return "", nil, err
		}
		var at struct{ Dir string }
		if err := json.Unmarshal([]byte(dir), &at); err != nil {
			return "", nil, err
		}
		parts = append(parts, part{name: m.Path, version: m.Version, dir: at.Dir,
			url: "pkg:golang/" + m.Path + "@" + m.Version})
	}
	return info.Main.Version, parts, nil
}

func output(command string, args ...string) (string, error) {
	b, err := exec.Command(command, args...).Output()
	return strings.TrimSpace(string(b)), err
}

// npmParts reads the packages of the lock file that are not only for
// development.
func npmParts(lockFile string) ([]part, error) {
	b, err := os.ReadFile(lockFile)
	if err != nil {
		return nil, err
	}
	var lock struct {
		Packages map[string]struct {
			Version, License    string
			Dev, Optional, Link bool
		}
	}
	if err := json.Unmarshal(b, &lock); err != nil {
		return nil, err
	}
	var parts []part
	for _, path := range slices.Sorted(maps.Keys(lock.Packages)) {
		p := lock.Packages[path]
		if path == "" || p.Dev || p.Optional || p.Link {
			continue
		}
		name := path[strings.LastIndex(path, "node_modules/")+len("node_modules/"):]
		url := "pkg:npm/" + strings.Replace(name, "@", "%40", 1) + "@" + p.Version
		dir := filepath.Join(filepath.Dir(lockFile), path)
		parts = append(parts, part{name, p.Version, url, p.License, dir})
	}
	return parts, nil
}

// licenceFiles are the files in which a part states its terms.
func (p part) licenceFiles() ([]string, error) {
	entries, err := os.ReadDir(p.dir)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, e := range entries {
		name := strings.ToUpper(e.Name())
		for _, start := range []string{"LICENSE", "LICENCE", "COPYING", "NOTICE"} {
			if !e.IsDir() && strings.HasPrefix(name, start) {
				files = append(files, filepath.Join(p.dir, e.Name()))
			}
		}
	}
	return files, nil
}
