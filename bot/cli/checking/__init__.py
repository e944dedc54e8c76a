"""What ``check`` looks at: every file that a shop may edit, before a buyer meets the mistake."""
