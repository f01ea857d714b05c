"""Pages in the browser: resident chat, vendor desk, supervisor desk, price book."""
