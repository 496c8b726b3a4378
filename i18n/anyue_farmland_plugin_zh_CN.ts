<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Actors</name>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/actors.py"/>
        <source>ACTOR is empty; the ledger must know who acts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/actors.py"/>
        <source>“{role}” is not a role; known are {known}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
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
    <name>CaseDesk</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_desk.py"/>
        <source>Chosen by the inspector instead of the suggested {code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_desk.py"/>
        <source>Click a parcel first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_desk.py"/>
        <source>Open a ledger first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_desk.py"/>
        <source>There is no suggestion for this case: choose a problem type, or 0 for not a problem.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_desk.py"/>
        <source>This case is no longer in the ledger. Reload the ledger.</source>
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
    <name>Export</name>
    <message>
        <location filename="../anyue_farmland_plugin/export/textfile.py"/>
        <source>{file} cannot be written to {folder}: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportCity</name>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/export_city.py"/>
        <source>City GeoPackage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/export_city.py"/>
        <source>Errors in the package</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/export_city.py"/>
        <source>Excel workbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/export_city.py"/>
        <source>Export for the city</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/export_city.py"/>
        <source>Findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/export_city.py"/>
        <source>Folder for the package</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/export_city.py"/>
        <source>Ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/export_city.py"/>
        <source>Manifest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/export_city.py"/>
        <source>Public: no names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/export_city.py"/>
        <source>Writes the hand-over package: a GeoPackage with the columns of the work ledger, manifest.json with counts, sums and hashes, lint.json with everything that is incomplete, an Excel workbook and the evidence folder. All figures come from one moment of the ledger. PUBLIC leaves out the names of persons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/export_city.py"/>
        <source>{count} errors are listed in {file}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FarmlandAlgorithm</name>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/base.py"/>
        <source>An unexpected error stopped the run; nothing was written ({error}). Please send the log of this run to the developers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/base.py"/>
        <source>Farmland protection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/base.py"/>
        <source>Parameter {name} is empty; give the path of a file.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FeatureSource</name>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/feature_source.py"/>
        <source>not a geometry of points, lines and polygons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/feature_source.py"/>
        <source>{layer}: field {field} is missing. Its fields: {names}.</source>
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
    <name>Intake</name>
    <message>
        <location filename="../anyue_farmland_plugin/intake/mapping.py"/>
        <source>FIELD_MAP is not valid JSON (position {position}). Write it like {{"dltb":{{"BSM":"id"}}}}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/mapping.py"/>
        <source>FIELD_MAP must be one JSON object per layer, like {example}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/mapping.py"/>
        <source>FIELD_MAP names the layer {name}, which is none of {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/mapping.py"/>
        <source>FIELD_MAP, layer {kind}: {name} is none of {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/files.py"/>
        <source>not a geometry of points, lines and polygons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/location.py"/>
        <source>{file} came without its .shx part. Ask for .shp, .shx, .dbf and .prj together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/files.py"/>
        <source>{file} cannot be read ({reason}). It is damaged, incomplete or not a vector file: copy or ask for it again, with all its parts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/location.py"/>
        <source>{file} does not exist. Check the path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/files.py"/>
        <source>{file} has no layer {layer}. Its layers: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/location.py"/>
        <source>{file} holds no layer that can be read. Unpack it and name the layer's file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/files.py"/>
        <source>{file} holds no layer. Ask the sender for a file with data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/location.py"/>
        <source>{file} holds several data sets: {names}. Unpack it and name one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/files.py"/>
        <source>{file} holds several layers: {names}. Name one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/location.py"/>
        <source>{file} is a folder. Name one file in it, or a .gdb folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/location.py"/>
        <source>{file} is being changed by another program ({journal} holds newer rows). Close it there and run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/location.py"/>
        <source>{file} is cut off after {size} bytes. Copy or ask for the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/location.py"/>
        <source>{file} is empty (0 bytes). Copy or ask for the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/location.py"/>
        <source>{file} is not a zip file or is damaged. Copy or ask for the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/files.py"/>
        <source>{layer} has no geometry. Choose a layer with polygons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/mapping.py"/>
        <source>{layer}: FIELD_MAP names the field {field}, which the layer lacks. It has: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/values.py"/>
        <source>{layer}: field {field} does not fit the areas of the polygons. Check its unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/values.py"/>
        <source>{layer}: field {field} holds class codes the land class table lacks: {codes}; {count} rows, first {rows}. Correct them, or supply CLASS_TABLE, a csv with the columns code,name,group.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/files.py"/>
        <source>{layer}: field {field} holds long whole numbers beside NULLs. Store it as text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/files.py"/>
        <source>{layer}: field {field} is missing. Its fields: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/mapping.py"/>
        <source>{layer}: field {field} is missing. Map it with FIELD_MAP, for example {example}, or ask the sender for it. The layer has: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/values.py"/>
        <source>{layer}: field {field} seems to be in {unit}, not m².</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/values.py"/>
        <source>{layer}: field {field}, row {row}: {value} is not a coefficient from 0 to below 1. Correct it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/values.py"/>
        <source>{layer}: field {field}, row {row}: {value} is not a number. Correct it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/mapping.py"/>
        <source>{layer}: no field {field}; the row number serves as the number of each polygon.</source>
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
    <name>Layers</name>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/layers.py"/>
        <source>QGIS cannot show {name} of {file}. Close other programs that use it.</source>
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
        <location filename="../anyue_farmland_plugin/ledger/explaining.py"/>
        <source>A text holds broken characters ({detail}) and cannot be stored; nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/explaining.py"/>
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
        <location filename="../anyue_farmland_plugin/ledger/values.py"/>
        <source>Cases have no column {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/explaining.py"/>
        <source>Ledger {name} cannot be opened or created in its folder; nothing was written. Check that the folder exists and that you may write to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/explaining.py"/>
        <source>Ledger {name} could not be used: {detail}; nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/connection.py"/>
        <source>Ledger {name} has version {found}, this plugin knows version {known}; it was left untouched. Install the plugin version that made it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/explaining.py"/>
        <source>Ledger {name} is damaged ({detail}); nothing was written. Use a backup copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/explaining.py"/>
        <source>Ledger {name} or its folder is read-only; nothing was written. Copy it to a folder you may write to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/explaining.py"/>
        <source>The disk failed while ledger {name} was used ({detail}); nothing was written. Check the disk or the connection to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/explaining.py"/>
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
        <location filename="../anyue_farmland_plugin/ledger/values.py"/>
        <source>The value for {label} ({name}) is no text that can be stored; nothing was written.</source>
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
        <location filename="../anyue_farmland_plugin/ledger/values.py"/>
        <source>{name} is kept by the ledger itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/explaining.py"/>
        <source>{name} is not a GeoPackage; nothing was written. Choose a ledger of this plugin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/connection.py"/>
        <source>{name} is not a ledger of this plugin; it was left untouched. Choose another file, or a new name to create a ledger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/values.py"/>
        <source>“{value}” is not a code for {label} ({name}); nothing was written. Choose one of: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/values.py"/>
        <source>“{value}” is not a number for {label} ({name}); nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LedgerProject</name>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/project.py"/>
        <source>Choose a polygon layer of land parcels (DLTB) in the layer list first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/project.py"/>
        <source>Farmland ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/project.py"/>
        <source>This layer belongs to the ledger. Choose the survey's parcel layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/project.py"/>
        <source>{name} is being edited. Save or discard the edits first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LifeCycle</name>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>Add at least one photo or document, or give the reason why there is none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>Add the photos or documents of the result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>Assign a township or responsible unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/lifecycle.py"/>
        <source>Case {number} cannot become {after}: {missing}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/lifecycle.py"/>
        <source>Case {number} cannot go from {before} to {after}. Next may be: {following}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/lifecycle.py"/>
        <source>Case {number} has the status {before}, which nothing may follow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/lifecycle.py"/>
        <source>Case {number}: the role {role} may not set {after}. This step belongs to: {roles}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>Fill in: {columns}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>Give a reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>Say in the reason or note why it is {chosen} and not {suggested} as suggested.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>Set a verdict under which it is not a problem: {verdicts}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>The rectified area {restored} is larger than the case, {area}. Correct it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>deadline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>location</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>measures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>problem type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>rectified area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>remaining area (0 when nothing is left to do)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>responsible unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>tier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>time of occurrence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>{area} still remain to be rectified.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>{name} worked on this case; another person or the county has to close it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/lifecycle.py"/>
        <source>{status} is no status. Known: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/messages.py"/>
        <source>Farmland ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/messages.py"/>
        <source>This did not work ({error}). Nothing was saved; details are in the log messages panel.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Approvals (land approval, facility record, temporary use)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Area not accounted for (m²)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Area of all pieces (m²)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_request.py"/>
        <source>BATCH is empty; name the delivery, for example 2022-双月-4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_compute.py"/>
        <source>Balancing areas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay.py"/>
        <location filename="../anyue_farmland_plugin/workflow/overlay_compute.py"/>
        <location filename="../anyue_farmland_plugin/workflow/overlay_loading.py"/>
        <source>Cancelled; nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Cases created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Change polygons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Class table (csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_report.py"/>
        <source>Clue {clue} × parcel {parcel}: overlaid by a detour ({method}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Clues added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Clues joined to known cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Contracted parcels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_request.py"/>
        <source>DETECTED_ON “{date}” is not a date like 2022-08-31.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Detected on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay.py"/>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Ecological protection red line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Field map (JSON)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_compute.py"/>
        <source>Finding places and protective lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>GeoPackage (*.gpkg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>HTML files (*.html)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Head of the chain: {head}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Land survey (DLTB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Ledger (created, or appended to)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_request.py"/>
        <source>MIN_AREA must be between 0 and 1,000,000 m².</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Name of the batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Overlay changes with the survey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_report.py"/>
        <source>Overlay report: {batch}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_compute.py"/>
        <source>Overlaying changes and survey parcels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Overlays change-detection polygons with the land survey (DLTB), the protective lines, approvals and townships and writes the result into a ledger: every delivered polygon becomes a clue, every place a case, every part of a survey parcel a piece. Areas are ellipsoidal (CGCS2000) by the survey's formula; pieces of a parcel never exceed its TBMJ. Layers may have different coordinate systems; invalid polygons are repaired on a copy and listed. Nothing is left out in silence: the report accounts for every square metre. The run writes in one transaction; a wrong input ends it with a sentence and an unchanged ledger.

FIELD_MAP names fields that have other names, as JSON: {"dltb":{"BSM":"id","DLBM":"class"}}. CLASS_TABLE is a csv code,name,group for class codes outside the standard (groups GD YD LD CD SS QN JS WL).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Permanent basic farmland</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Pieces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_loading.py"/>
        <source>Reading the changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_loading.py"/>
        <source>Reading the survey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_request.py"/>
        <source>SOURCE_KIND “{kind}” is unknown; choose one of {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Slivers below this area (m²) join a neighbour; 0 keeps them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Source of the clues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_compute.py"/>
        <source>Suggesting problem types</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_request.py"/>
        <source>The folder {folder} of the ledger does not exist; create it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Townships (XZQ)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Urban development boundary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Villages (CJDCQ)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay.py"/>
        <source>Writing the ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_report.py"/>
        <source>could not be overlaid with parcel {parcel}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_report.py"/>
        <source>no class delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_report.py"/>
        <source>no problem suggested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_report.py"/>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_inputs.py"/>
        <source>{layer} has no coordinate system. Assign the one it was surveyed in (for Anyue usually EPSG:4523) and run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_inputs.py"/>
        <source>{layer} holds {found} geometry, not polygons; choose a polygon layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay.py"/>
        <source>{layer} is already in ledger {ledger} as batch {batch}; nothing was added.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_inputs.py"/>
        <source>{layer} is empty; ask the sender for a layer with polygons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_loading.py"/>
        <source>{layer}: no field TBMJ; the parcels' own ellipsoidal areas serve as control.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_loading.py"/>
        <source>{layer}: {count} parcels have no class code (rows {rows}); their pieces count in no class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_loading.py"/>
        <source>{layer}: {count} values of {field} occur more than once, for example {values}; rows are told apart by their feature id.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Provider</name>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/provider.py"/>
        <source>Farmland protection ledger</source>
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
    <name>Report</name>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>+ counted twice where survey parcels overlap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Account of the delivered area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Area by land class of the survey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Area by suggested problem type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Area by township</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Cases created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Change in m²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Clue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Clues added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Clues linked to known cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Coordinate system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Counts and parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Delivered files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Difference in %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Difference in m²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Feature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Head of the event chain at this moment: number {seq}. Keep this sheet: a ledger in which this head cannot be found was cut off or rebuilt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Joined to parcel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Ledger {name} · {at} · {actor}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Left out by a filter or subset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Not accounted for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Nothing wrong was found: the chain links, the replay gives the same cases, the sums agree.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Other parcel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Parameter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Parcels whose survey area differs from their polygon by more than 1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Parcels with a doubtful survey area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Pieces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Polygons repaired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Remark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Remarks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Repaired polygons (on a copy; the delivered file is untouched)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Rows left out by a filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Rows with unreadable geometry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Shared m²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Slivers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Slivers joined to a neighbour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Slivers kept and flagged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Sum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Survey parcel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Survey parcels that overlap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Survey parcels that overlap each other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>TBMJ m²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>The account closes: every square metre delivered is in a piece, outside the survey, or listed below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Unreadable geometry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Verification of the ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>What is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>clues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>cultivated land (net)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>in permanent basic farmland</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>m²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>m² after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>m² before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>m² of the polygon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>new cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>overlaid area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>pieces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>{area} m² of the delivered area are not accounted for. Look at the lists below before using the figures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>{count} findings. Do not use this ledger for official figures before they are explained; restore a backup if in doubt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>… and {count} more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>− below the area threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>− in pieces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>− outside every survey parcel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>− unreadable</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rules</name>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>A pond ({before}) became cultivated land; {area}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>Agricultural facility records cover {share} of {area} ({approved}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>Forest ({before}) became cultivated land; {area}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/reasons.py"/>
        <source>Inside protective lines: {lines}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/reasons.py"/>
        <source>It was cultivated at the end of 2020.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/reasons.py"/>
        <source>It was no longer cultivated at the end of 2020.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>Land approvals cover {share} of {area} ({approved}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>Land of slope class {slope} ({before}) became cultivated land; {area}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>No cultivated land is concerned: {area}, main class {before}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>No rule applies to {before} with change {after}; look at the image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>On facility land ({before}) the image shows {after}; {area}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/reasons.py"/>
        <source>Only {share} of the polygon are cultivated land: check the boundary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>Temporary-use approvals cover {share} of {area} ({approved}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>The place is on the list of the national land inspectorate; {area}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>The place is on the list of unresolved satellite-enforcement cases; {area}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/reasons.py"/>
        <source>Whether this happened since 2021 is open: no survey of 2020 is loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/reasons.py"/>
        <source>approvals cover only {share} of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/reasons.py"/>
        <source>ecological redline {area}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/reasons.py"/>
        <source>no approval covers it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/reasons.py"/>
        <source>permanent basic farmland {area}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/reasons.py"/>
        <source>unknown change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/reasons.py"/>
        <source>unknown class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{before} became cultivated land: inflow of {area}, no problem seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) are now water ({after}); {area} in all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) are recorded as not tilled (WG).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) became a pond of {area}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) became a rural road; it counts in the yearly balance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) became a strip of trees, {elongation} times as long as wide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) became facility land ({after}); it needs a record and counts in the yearly balance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) became forest ({after}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) became forest and are on a greening list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) became grassland ({after}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) became orchard or garden ({after}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) became other farmland ({after}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) now show {after}, mostly inside a village; {uncovered}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) now show {after}; {uncovered}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) show {after}; preparing a field can look the same; {uncovered}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} were cultivated before ({before}) and still are.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sample</name>
    <message>
        <location filename="../anyue_farmland_plugin/sample/county.py"/>
        <source>The sample county can have {low} to {high} parcels, not {given}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Styles</name>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/styles.py"/>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/styles.py"/>
        <source>Not a problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/styles.py"/>
        <source>Problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/styles.py"/>
        <source>To be judged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/styles.py"/>
        <source>Under rectification</source>
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
    <name>TagCases</name>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Changed cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Head of the chain: {head}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Note (also the reason)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Problem type code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Refused cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Responsible unit (code or name)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Status code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Tag cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Verdict code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Which cases (condition on case columns)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Who tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Writes problem type, responsible unit, verdict or status of every case that the filter matches, in one transaction. WHERE is a condition on case columns, for example: suggested_type = 'FN01' AND area_m2 &gt; 200; TRUE means all cases. A case whose life cycle forbids the change is refused and listed. ACTOR is the person's name; a role may follow after @ (analyst, inspector, town, county).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TypeKeys</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/type_keys.py"/>
        <source>Approval document checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/type_keys.py"/>
        <source>Confirmed by the township in writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/type_keys.py"/>
        <source>Found in the register of filed facilities or roads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/type_keys.py"/>
        <source>High-standard farmland …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/type_keys.py"/>
        <source>How do you know?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/type_keys.py"/>
        <source>No change in the imagery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/type_keys.py"/>
        <source>Not a problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/type_keys.py"/>
        <source>Not a problem, because it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/type_keys.py"/>
        <source>Not cultivated land in the survey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/type_keys.py"/>
        <source>Problem type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/type_keys.py"/>
        <source>Seen on the spot</source>
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
        <source>Delivery {name}: {column} is “{found}”, its event says “{told}”.</source>
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
        <source>Setting {name} is “{found}”, the events say “{told}”.</source>
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
    <name>VerifyLedger</name>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/verify_ledger.py"/>
        <source>Events: {seq}, head of the chain: {head}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/verify_ledger.py"/>
        <source>Everything as it must be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/verify_ledger.py"/>
        <source>HTML files (*.html)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/verify_ledger.py"/>
        <source>Head hash printed earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/verify_ledger.py"/>
        <source>Ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/verify_ledger.py"/>
        <source>Number of faults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/verify_ledger.py"/>
        <source>Replays every event of a ledger and compares the result with its tables; checks the hash chain, the file, the spatial indexes, the sums and the codes. The ledger is not changed. HEAD is the head hash of an earlier printed sheet or city package: it must still be part of the chain. A chain shows later changes; it cannot show a false entry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/verify_ledger.py"/>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/verify_ledger.py"/>
        <source>Verify ledger</source>
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
