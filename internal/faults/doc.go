// Package faults holds tests only: the built program under faults, on both
// engines. It is killed, its power is cut, its disk is full, its database goes
// away, clients hang up and race; meanwhile drivers write over HTTP and keep a
// journal of what was acknowledged. Afterwards the database is held against the
// journal: everything acknowledged is there once and equal, nothing is half done.
// SOAK=1 gives the full counts. Start with check_test.go (what must hold), then
// node_test.go and driver_test.go (the rig).
package faults
