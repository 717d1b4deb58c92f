-- names are compared by letters that a plain keyboard has (`folded` in protocol/folding.ts): those of before are as well
UPDATE members SET folded_name =
	replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
	replace(replace(folded_name,
	'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'ø', 'o'), 'đ', 'd'), 'ð', 'd'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'),
	'ı', 'i'), 'ς', 'σ'), 'ٱ', 'ا'), 'ى', 'ي'), 'ی', 'ي'), 'ک', 'ك'), 'ة', 'ه')
WHERE folded_name GLOB '*[ßæœłøđðþħŧıςٱىیکة]*';
