package sheet

import (
	"bytes"
	"encoding/binary"
	"io"
	"unicode/utf16"
)

// sniff decides the format by the content, whatever the name says.
func sniff(f File) (Format, error) {
	head := make([]byte, 8<<10)
	n, err := f.At.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return "", err
	}
	head = head[:n]
	switch {
	case n == 0:
		return "", refuse(EmptyFile)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return XLSX, nil
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return "", refuse(compoundCode(f))
	case foreign(head) || binaryNoise(head):
		return "", refuse(UnsupportedFormat)
	}
	return CSV, nil
}

// foreign tells files of other kinds by their first bytes.
func foreign(head []byte) bool {
	for _, sign := range []string{
		"%PDF-", "\x89PNG", "\xFF\xD8\xFF", "GIF8", "\x1F\x8B", "BZh", "7z\xBC\xAF", "Rar!", "{\\rtf",
		"\xFD7zXZ",
		"\x28\xB5\x2F\xFD", "PK\x07\x08", "SQLite format 3", "\x7FELF", "MZ\x90",
	} {
		if bytes.HasPrefix(head, []byte(sign)) {
			return true
		}
	}
	_, skip := bom(head)
	text := bytes.ToLower(bytes.TrimLeft(head[skip:min(len(head), 256)], " \t\r\n"))
	for _, sign := range []string{"<?xml", "<!doctype", "<html", "<table", "<meta", "<style"} {
		if bytes.HasPrefix(text, []byte(sign)) {
			return true
		}
	}
	return false
}

// binaryNoise reports whether more than a tenth of the bytes are NUL although
// no byte order mark says UTF-16.
func binaryNoise(head []byte) bool {
	if e, _ := bom(head); e == UTF16LE || e == UTF16BE {
		return false
	}
	return bytes.Count(head, []byte{0})*10 > len(head)
}

// compoundCode tells an encrypted workbook from other compound files such as
// the old .xls, by the name of the stream that holds the ciphertext.
func compoundCode(f File) Code {
	var name []byte
	for _, u := range utf16.Encode([]rune("EncryptedPackage")) {
		name = binary.LittleEndian.AppendUint16(name, u)
	}
	buf := make([]byte, 64<<10)
	carry := 0
	in := io.NewSectionReader(f.At, 0, f.Size)
	for {
		n, err := in.Read(buf[carry:])
		if bytes.Contains(buf[:carry+n], name) {
			return EncryptedFile
		}
		if err != nil {
			return UnsupportedFormat
		}
		keep := min(len(name)-1, carry+n)
		carry = copy(buf, buf[carry+n-keep:carry+n])
	}
}
