<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Adjust</name>
    <message>
        <location filename="../anyue_farmland_plugin/core/adjust.py"/>
        <source>A control area is too small for the number of its pieces. Check TBMJ.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Area</name>
    <message>
        <location filename="../anyue_farmland_plugin/core/ellipsoid.py"/>
        <source>Feature number {row} has coordinates outside its coordinate system. Check the layer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaseNumber</name>
    <message>
        <location filename="../anyue_farmland_plugin/core/casenumbers.py"/>
        <source>{text} is no TZID. Write it like 512021103-FN01-2022-0007.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/casenumbers.py"/>
        <source>{text} is no case number. Write it like 512021103-2022-0007.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Crs</name>
    <message>
        <location filename="../anyue_farmland_plugin/core/crs.py"/>
        <source>No exact transformation from {source} to {target} is known. Ask the sender for the layer in {target}, or transform it with the official parameters first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/crs.py"/>
        <source>Some coordinates are outside the area of {source}. Check the coordinate system of the layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/crs.py"/>
        <source>The coordinate system {crs} is not known. Use a code such as EPSG:4523.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/crs.py"/>
        <source>The layer has no coordinate system. Assign the one it was surveyed in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/crs.py"/>
        <source>{crs} is not a map coordinate system. Use a code such as EPSG:4523.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Filter</name>
    <message>
        <location filename="../anyue_farmland_plugin/core/filters.py"/>
        <source>AND, OR or the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filter_values.py"/>
        <source>Column {column} holds {value}, which is no number. Check the ledger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filters.py"/>
        <source>Filter, position {position}: LIKE compares a text column with a pattern such as '512021%'.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filter_values.py"/>
        <source>Filter, position {position}: column {column} holds numbers, {text} is none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filters.py"/>
        <source>Filter, position {position}: expected {expected}, found {found}. Columns: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filters.py"/>
        <source>Filter, position {position}: more than {count} nested brackets. Simplify it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filter_tokens.py"/>
        <source>Filter, position {position}: the quote {character} is not closed. Close it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filter_tokens.py"/>
        <source>Filter, position {position}: {character} is not understood. Write comparisons like status = 'clue' AND farmland_m2 &gt; 100, with plain ASCII quotes, commas and brackets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filter_values.py"/>
        <source>Filter, position {position}: {left} and {right} are number and text. Compare like with like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filters.py"/>
        <source>Filter, position {position}: {name} is no column. Did you mean {near}? Texts stand in single quotes. Columns: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filters.py"/>
        <source>Filter, position {position}: {name} is no column. Texts stand in single quotes. Columns: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filters.py"/>
        <source>The filter is empty. Write TRUE to select every case, or a condition.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filters.py"/>
        <source>a column, a number or a text in single quotes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filters.py"/>
        <source>a comparison (= &lt;&gt; &lt; &lt;= &gt; &gt;= LIKE IN BETWEEN IS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filters.py"/>
        <source>the end</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LandClass</name>
    <message>
        <location filename="../anyue_farmland_plugin/core/landclass.py"/>
        <source>{file}, line {line}: class code {code} occurs twice. Keep one line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/landclass.py"/>
        <source>{file}, line {line}: the class code is empty. Fill it in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/landclass.py"/>
        <source>{file}, line {line}: {value} is none of {known}. Use one of these.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Ledger</name>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/chain.py"/>
        <source>A number is infinite or not a number and cannot be recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/connection.py"/>
        <source>Another program is writing to ledger {name}; nothing was written. Wait until it has finished and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/writing.py"/>
        <source>Case {case} was changed by {actor} at {at} since you opened it; nothing was written. Look at the new values and decide again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/writing.py"/>
        <source>Case {case} was not updated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/writing.py"/>
        <source>Cases have no column {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/connection.py"/>
        <source>Ledger {name} cannot be opened or created in its folder; nothing was written. Check that the folder exists and that you may write to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/connection.py"/>
        <source>Ledger {name} could not be used: {detail}; nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/connection.py"/>
        <source>Ledger {name} has version {found}, this plugin knows version {known}; it was left untouched. Install the plugin version that made it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/connection.py"/>
        <source>Ledger {name} is damaged ({detail}); nothing was written. Use a backup copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/connection.py"/>
        <source>Ledger {name} or its folder is read-only; nothing was written. Copy it to a folder you may write to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/connection.py"/>
        <source>The disk failed while ledger {name} was used ({detail}); nothing was written. Check the disk or the connection to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/connection.py"/>
        <source>The disk of ledger {name} is full; nothing was written. Free some space and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/blob.py"/>
        <source>The geometry ends too early.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/blob.py"/>
        <source>The geometry has an unknown GeoPackage header.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/blob.py"/>
        <source>The geometry has coordinates that are not numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/blob.py"/>
        <source>The geometry is nested too deeply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/blob.py"/>
        <source>The geometry is not a GeoPackage geometry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/blob.py"/>
        <source>The geometry type {kind} is not supported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/writing.py"/>
        <source>There is no case {case} in this ledger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/connection.py"/>
        <source>There is no ledger {name} in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/connection.py"/>
        <source>{name} exists already; it was left untouched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/connection.py"/>
        <source>{name} is an empty file (0 bytes), not a ledger; it was left untouched. Delete it or choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/connection.py"/>
        <source>{name} is not a GeoPackage; nothing was written. Choose a ledger of this plugin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/connection.py"/>
        <source>{name} is not a ledger of this plugin; it was left untouched. Choose another file, or a new name to create a ledger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/writing.py"/>
        <source>“{value}” is not a code for {label} ({name}); nothing was written. Choose one of: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Repair</name>
    <message>
        <location filename="../anyue_farmland_plugin/core/repair.py"/>
        <source>empty geometry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/repair.py"/>
        <source>no geometry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/repair.py"/>
        <source>not a polygon but {kind}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tables</name>
    <message>
        <location filename="../anyue_farmland_plugin/core/tables.py"/>
        <source>{file}, line {line}: the number of values differs from the header. Correct it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/tables.py"/>
        <source>{file}: column {columns} is missing. The first line must name the columns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/tables.py"/>
        <source>{file}: the code table cannot be read ({reason}). Check the path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/tables.py"/>
        <source>{file}: the code table is not UTF-8 csv ({reason}). Save it as csv UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tag</name>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/tag.py"/>
        <source>Case {case} was changed since your last entry; it cannot be undone. Enter the right values instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/tag.py"/>
        <source>Nothing to write: give at least one value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/tag.py"/>
        <source>There is no case {case} in this ledger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/tag.py"/>
        <source>There is nothing of yours to undo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/tag.py"/>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/tag.py"/>
        <source>{names} cannot be set by tagging; known are {known}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Verify</name>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>A file {name} lies beside the ledger; another program has it open or was killed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>A row of {table} refers to a missing row of {other}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>Case {case} has events but is missing from the table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_sums.py"/>
        <source>Case {case} has no clue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>Case {case} has no events: it was written by another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>Case {case}: its polygon is not the one the events recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>Case {case}: {name} is “{found}”, the events say “{told}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_sums.py"/>
        <source>Clue {name}: its pieces sum to {found:.2f} m², its overlay area is {told:.2f} m².</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>Delivery {name} has no event.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>Event {seq} changes {name} from a value the case did not have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>Event {seq} comes from another ledger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>Event {seq} does not follow from the one before it: events were rewritten or reordered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>Event {seq} was changed after it was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>Events {first} to {last} are missing from the chain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>GeoPackage version {found} instead of {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_sums.py"/>
        <source>Parcel {name}: its pieces claim {found:.2f} m² of {told:.2f} m².</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_sums.py"/>
        <source>Piece {name} belongs to another case than its clue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>Row {name} has no geometry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>The content of event {seq} cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>The ledger has no events.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>The printed head {head} is not in this chain: it was cut off or rebuilt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>The spatial index does not hold {name}; maps would not show it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>The spatial index of {table} holds a row {fid} that does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>The stored box of {name} differs from its geometry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>The {what} of delivery {name} were changed after import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_sums.py"/>
        <source>{name}: {column} holds “{value}”, which is not allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>“{name}” does not belong into a ledger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>“{name}” is missing or was altered.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Vocabulary</name>
    <message>
        <location filename="../anyue_farmland_plugin/core/vocabulary.py"/>
        <source>{name} is no enumeration of the ledger. Known: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
