<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Actions</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/actions.py"/>
        <source>Export City Package…</source>
        <translation>导出市级成果…</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/actions.py"/>
        <source>Farmland Ledger</source>
        <translation>耕地台账</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/actions.py"/>
        <source>Name and Role…</source>
        <translation>姓名和角色…</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/actions.py"/>
        <source>Open Ledger…</source>
        <translation>打开台账…</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/actions.py"/>
        <source>Overlay Changes with the Survey…</source>
        <translation>变化图斑套合…</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/actions.py"/>
        <source>Reload Ledger</source>
        <translation>重新加载台账</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/actions.py"/>
        <source>Show Inspection Panel</source>
        <translation>显示核查面板</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/actions.py"/>
        <source>Tag Parcels</source>
        <translation>认定地块</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/actions.py"/>
        <source>Use Active Layer as Survey</source>
        <translation>将当前图层设为地类图斑</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/actions.py"/>
        <source>Verify Ledger…</source>
        <translation>核验台账…</translation>
    </message>
</context>
<context>
    <name>Actors</name>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/actors.py"/>
        <source>ACTOR is empty; the ledger must know who acts.</source>
        <translation>ACTOR为空，台账必须记录操作人。请填写姓名。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/actors.py"/>
        <source>“{role}” is not a role; known are {known}.</source>
        <translation>“{role}”不是有效角色，可用角色为：{known}。</translation>
    </message>
</context>
<context>
    <name>Adjust</name>
    <message>
        <location filename="../anyue_farmland_plugin/core/adjust.py"/>
        <source>A control area is too small for the number of its pieces. Check TBMJ.</source>
        <translation>控制面积过小，不足以分配给其中的套合图斑。请核对TBMJ。</translation>
    </message>
</context>
<context>
    <name>AlgorithmDialogs</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/algorithm_dialogs.py"/>
        <source>QGIS does not offer {name}. Switch on the Processing plugin.</source>
        <translation>QGIS中没有{name}。请在插件管理器中启用Processing（处理）插件。</translation>
    </message>
</context>
<context>
    <name>Area</name>
    <message>
        <location filename="../anyue_farmland_plugin/core/ellipsoid.py"/>
        <source>Feature number {row} has coordinates outside its coordinate system. Check the layer.</source>
        <translation>第{row}个要素的坐标超出其坐标系范围。请检查图层。</translation>
    </message>
</context>
<context>
    <name>Areas</name>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/areas_table.py"/>
        <source>{file} cannot be written ({reason}). Choose another folder or close the program that holds it.</source>
        <translation>“{file}”无法写入（{reason}）。请更换文件夹，或关闭占用该文件的程序。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/many_sources.py"/>
        <source>{first} and {second} cannot be taken together: their fields or coordinate systems differ. Bring them into one form first.</source>
        <translation>{first}与{second}的字段或坐标系不一致，不能合并使用。请先统一格式。</translation>
    </message>
</context>
<context>
    <name>ButtonRow</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/button_row.py"/>
        <source>Accept, next ⏎</source>
        <translation>采纳并下一个 ⏎</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/button_row.py"/>
        <source>Next open case without saving (N or F8)</source>
        <translation>不保存，转到下一个待认定案件（N或F8）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/button_row.py"/>
        <source>Previous case (P or F7)</source>
        <translation>上一个案件（P或F7）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/button_row.py"/>
        <source>Save and go on (Enter)</source>
        <translation>保存并转到下一个（Enter）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/button_row.py"/>
        <source>Skip N</source>
        <translation>跳过 N</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/button_row.py"/>
        <source>Undo my last judgement (Ctrl+Z)</source>
        <translation>撤销我的上一次认定（Ctrl+Z）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/button_row.py"/>
        <source>‹ P</source>
        <translation>‹ P</translation>
    </message>
</context>
<context>
    <name>CaseDesk</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_desk.py"/>
        <source>Chosen by the inspector instead of the suggested {code}</source>
        <translation>核查员认定，未采纳建议的{code}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_desk.py"/>
        <source>Click a parcel first.</source>
        <translation>请先点选一个图斑。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_desk.py"/>
        <source>Nothing is suggested here. Choose a problem type, or 0 for not a problem.</source>
        <translation>此案件没有建议。请选择问题类型，或按0认定为非问题。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_desk.py"/>
        <source>Open a ledger first.</source>
        <translation>请先打开台账。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_desk.py"/>
        <source>This case is no longer in the ledger. Reload the ledger.</source>
        <translation>台账中已没有此案件。请重新加载台账。</translation>
    </message>
</context>
<context>
    <name>CaseDock</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_dock.py"/>
        <source>All cases of {name} have been judged.</source>
        <translation>台账“{name}”中的案件已全部认定。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_dock.py"/>
        <source>Farmland inspection</source>
        <translation>耕地整治核查</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_dock.py"/>
        <source>Ledger read · chain …{tail}</source>
        <translation>已读取台账 · 校验链 …{tail}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_dock.py"/>
        <source>No ledger is open. Use “Open ledger…” in the toolbar.</source>
        <translation>尚未打开台账。请点击工具栏中的“打开台账…”。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_dock.py"/>
        <source>Saved {time} · chain …{tail}</source>
        <translation>已保存 {time} · 校验链 …{tail}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_dock.py"/>
        <source>all {judged}/{total}</source>
        <translation>全部 {judged}/{total}</translation>
    </message>
</context>
<context>
    <name>CaseNumber</name>
    <message>
        <location filename="../anyue_farmland_plugin/core/casenumbers.py"/>
        <source>{text} is no TZID. Write it like 512021103-FN01-2022-0007.</source>
        <translation>“{text}”不是有效的TZID。格式如512021103-FN01-2022-0007。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/casenumbers.py"/>
        <source>{text} is no case number. Write it like 512021103-2022-0007.</source>
        <translation>“{text}”不是有效的案件号。格式如512021103-2022-0007。</translation>
    </message>
</context>
<context>
    <name>CaseView</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_view.py"/>
        <source>: {what}</source>
        <translation>：{what}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_view.py"/>
        <source>Approved</source>
        <translation>批准范围内</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_view.py"/>
        <source>Basic farmland</source>
        <translation>永久基本农田</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_view.py"/>
        <source>Eco red line</source>
        <translation>生态保护红线</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_view.py"/>
        <source>Likely problem</source>
        <translation>高度疑似问题</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_view.py"/>
        <source>No suggestion</source>
        <translation>无建议</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_view.py"/>
        <source>Outside urban</source>
        <translation>城镇开发边界外</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_view.py"/>
        <source>Possible problem</source>
        <translation>疑似问题</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_view.py"/>
        <source>Probably not a problem</source>
        <translation>可能为非问题</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_view.py"/>
        <source>before 2021</source>
        <translation>2021年以前</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_view.py"/>
        <source>since 2021</source>
        <translation>2021年以来</translation>
    </message>
</context>
<context>
    <name>Cluster</name>
    <message>
        <location filename="../anyue_farmland_plugin/cluster/engine.py"/>
        <source>A batch ended {count} workers one after the other, and was given up. They may lack memory: run with fewer workers per machine, and look into the workers' own logs.</source>
        <translation>同一批图斑先后导致{count}个计算进程退出，已放弃。可能是内存不足：请减少每台机器的计算进程数，并查看各计算进程的日志。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/cluster/exchange.py"/>
        <source>County {county}: the file read back holds {found}, not {told}. Nothing was put in place.</source>
        <translation>县（区）{county}：写出的文件回读为{found}，应为{told}。未放入任何文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/cluster/geoparquet.py"/>
        <source>GeoParquet needs the Python packages pyarrow and geopandas ({reason}).</source>
        <translation>读写GeoParquet需要Python包pyarrow和geopandas（{reason}）。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/cluster/engine.py"/>
        <source>Nobody answers at {address} ({reason}). Check the address, and whether the scheduler runs.</source>
        <translation>{address}无响应（{reason}）。请核对地址，并确认调度程序已运行。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/cluster/engine.py"/>
        <source>The scheduler at {address} has no workers. Start some and run again.</source>
        <translation>{address}的调度程序没有计算进程。请启动计算进程后重新运行。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/cluster/engine.py"/>
        <source>The scheduler is gone ({reason}). Start it and its workers, and run again.</source>
        <translation>与调度程序的连接已中断（{reason}）。请启动调度程序和计算进程后重新运行。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/cluster/engine.py"/>
        <source>The worker {worker} cannot do the work: it has {theirs}, not version {mine} of the plugin. Install the same version wherever workers run.</source>
        <translation>计算进程{worker}不能使用：其插件版本为{theirs}，应为{mine}。请在所有计算机器上安装相同版本。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/cluster/engine.py"/>
        <source>Working on several processes needs the Python packages dask and distributed ({reason}). Install them, or run without an engine.</source>
        <translation>多进程计算需要Python包dask和distributed（{reason}）。请安装，或不指定计算引擎运行。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/cluster/exchange.py"/>
        <source>Writing the parcels</source>
        <translation>正在写出图斑</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/cluster/engine.py"/>
        <source>{asked} is no engine. Give a number of worker processes, or the address of a scheduler such as tcp://127.0.0.1:8786.</source>
        <translation>“{asked}”不是有效的计算引擎。请填写计算进程数，或调度程序地址，例如tcp://127.0.0.1:8786。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/cluster/geoparquet.py"/>
        <source>{file} cannot be read ({reason}). Copy or ask for it again.</source>
        <translation>“{file}”无法读取（{reason}）。请重新复制或索取该文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/cluster/geoparquet.py"/>
        <source>{file} is no GeoParquet file with WKB geometry. Export it as GeoParquet 1.1.</source>
        <translation>“{file}”不是以WKB存储图形的GeoParquet文件。请导出为GeoParquet 1.1格式。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/cluster/exchange.py"/>
        <source>{folder} cannot be written ({reason}). Choose another folder.</source>
        <translation>文件夹“{folder}”无法写入（{reason}）。请更换文件夹。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/cluster/exchange.py"/>
        <source>{layer} has no field ZLDWDM, which names the county. Map it with FIELD_MAP.</source>
        <translation>{layer}：缺少用于区分县（区）的字段ZLDWDM。请用FIELD_MAP指定对应字段。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/cluster/geoparquet.py"/>
        <source>{layer}: the numbers in column fid are not unique. Leave the column out.</source>
        <translation>{layer}：fid列的编号有重复。请去掉该列。</translation>
    </message>
</context>
<context>
    <name>Crs</name>
    <message>
        <location filename="../anyue_farmland_plugin/core/crs.py"/>
        <source>No exact transformation from {source} to {target} is known. Ask the sender for the layer in {target}, or transform it with the official parameters first.</source>
        <translation>没有从{source}到{target}的精确转换参数。请向数据提供单位索取{target}坐标系的图层，或先用官方参数完成转换。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/crs.py"/>
        <source>Some coordinates are outside the area of {source}. Check the coordinate system of the layer.</source>
        <translation>部分坐标超出{source}的适用范围。请核对图层的坐标系。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/crs.py"/>
        <source>The coordinate system {crs} is not known. Use a code such as EPSG:4523.</source>
        <translation>无法识别坐标系“{crs}”。请使用EPSG:4523这样的代码。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/crs.py"/>
        <source>The layer has no coordinate system. Assign the one it was surveyed in.</source>
        <translation>图层没有坐标系。请指定其调查时采用的坐标系。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/crs.py"/>
        <source>{crs} is not a map coordinate system. Use a code such as EPSG:4523.</source>
        <translation>“{crs}”不是地图坐标系。请使用EPSG:4523这样的代码。</translation>
    </message>
</context>
<context>
    <name>DecisionForm</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/decision_form.py"/>
        <source>Decision</source>
        <translation>认定</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/decision_form.py"/>
        <source>Not a problem: {verdict}</source>
        <translation>非问题：{verdict}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/decision_form.py"/>
        <source>Note (B)</source>
        <translation>备注（B）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/decision_form.py"/>
        <source>Responsible</source>
        <translation>责任单位</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/decision_form.py"/>
        <source>lead {unit}</source>
        <translation>牵头部门 {unit}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/decision_form.py"/>
        <source>press a digit</source>
        <translation>请按数字键选择</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/decision_form.py"/>
        <source>suggested</source>
        <translation>建议</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <location filename="../anyue_farmland_plugin/export/failures.py"/>
        <source>The disk of {folder} is full; no package was written. Free some space and try again.</source>
        <translation>“{folder}”所在磁盘已满，未写入成果包。请腾出空间后重试。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/failures.py"/>
        <source>The package could not be written to {folder}: {detail}. The old state was kept.</source>
        <translation>成果包无法写入“{folder}”：{detail}。已保留原有内容。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/textfile.py"/>
        <source>{file} cannot be written to {folder}: {reason}.</source>
        <translation>文件“{file}”无法写入“{folder}”：{reason}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/city.py"/>
        <source>{folder} already holds the package of ledger {name} of {at}; it was left untouched. Choose another folder.</source>
        <translation>“{folder}”中已有台账“{name}”{at}的成果包，未作任何改动。请选择其他文件夹。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/failures.py"/>
        <source>{folder} cannot be written to ({detail}); no package was written. Choose another folder, or close the program that has the old package open.</source>
        <translation>“{folder}”无法写入（{detail}），未写入成果包。请选择其他文件夹，或关闭正在使用原成果包的程序。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/staging.py"/>
        <source>{folder} holds a manifest.json that cannot be read; nothing was written. Choose another folder.</source>
        <translation>“{folder}”中的manifest.json无法读取，未写入任何内容。请选择其他文件夹。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/staging.py"/>
        <source>{folder} holds {name}, which belongs to no package of this ledger and day; nothing was written. Choose another folder.</source>
        <translation>“{folder}”中已有“{name}”，它不属于本台账当日的成果包，未写入任何内容。请选择其他文件夹。</translation>
    </message>
</context>
<context>
    <name>ExportCity</name>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/export_city.py"/>
        <source>City GeoPackage</source>
        <translation>市级成果GeoPackage</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/export_city.py"/>
        <source>Errors in the package</source>
        <translation>成果包中的错误数</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/export_city.py"/>
        <source>Excel workbook</source>
        <translation>Excel工作簿</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/export_city.py"/>
        <source>Export for the city</source>
        <translation>导出市级成果</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/export_city.py"/>
        <source>Findings</source>
        <translation>检查问题</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/export_city.py"/>
        <source>Folder for the package</source>
        <translation>成果包文件夹</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/export_city.py"/>
        <source>Ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/export_city.py"/>
        <source>Manifest</source>
        <translation>清单文件</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/export_city.py"/>
        <source>Public: no names</source>
        <translation>公开版：不含姓名</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/export_city.py"/>
        <source>Writes the hand-over package: a GeoPackage with the columns of the work ledger, manifest.json with counts, sums and hashes, lint.json with everything that is incomplete, an Excel workbook and the evidence folder. All figures come from one moment of the ledger. PUBLIC leaves out the names of persons.</source>
        <translation>生成成果包：含工作台账各字段的GeoPackage、记录数量合计和校验值的manifest.json、列出全部不完整事项的lint.json、Excel工作簿和举证材料文件夹。全部数据取自台账的同一时刻。勾选PUBLIC时不含人员姓名。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/export_city.py"/>
        <source>export,hand-over,city,package,manifest,Excel,ledger</source>
        <translation>导出,上报,报送,市级成果,成果包,清单,Excel,台账,export</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/export_city.py"/>
        <source>{count} errors are listed in {file}.</source>
        <translation>“{file}”中列出了{count}个错误。</translation>
    </message>
</context>
<context>
    <name>FarmlandAlgorithm</name>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/base.py"/>
        <source>An unexpected error stopped the run; nothing was written ({error}). Please send the log of this run to the developers.</source>
        <translation>运行因意外错误中止，未写入任何内容（{error}）。请将本次运行日志发给开发人员。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/base.py"/>
        <source>Farmland protection</source>
        <translation>耕地保护</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/base.py"/>
        <source>Parameter {name} is empty; give the path of a file.</source>
        <translation>参数{name}为空。请填写文件路径。</translation>
    </message>
</context>
<context>
    <name>FeatureSource</name>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/feature_source.py"/>
        <source>not a geometry of points, lines and polygons</source>
        <translation>不是由点、线、面构成的图形</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/feature_source.py"/>
        <source>{layer}: field {field} is missing. Its fields: {names}.</source>
        <translation>{layer}：缺少字段“{field}”。现有字段：{names}。</translation>
    </message>
</context>
<context>
    <name>Filter</name>
    <message>
        <location filename="../anyue_farmland_plugin/core/filters.py"/>
        <source>AND, OR or the end</source>
        <translation>AND、OR或条件结尾</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filter_values.py"/>
        <source>Column {column} holds {value}, which is no number. Check the ledger.</source>
        <translation>字段{column}的值“{value}”不是数字。请检查台账。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filters.py"/>
        <source>Filter, position {position}: LIKE compares a text column with a pattern such as '512021%'.</source>
        <translation>筛选条件第{position}个字符处：LIKE只能将文本字段与'512021%'这样的模式比较。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filter_values.py"/>
        <source>Filter, position {position}: column {column} holds numbers, {text} is none.</source>
        <translation>筛选条件第{position}个字符处：字段{column}为数字，“{text}”不是数字。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filters.py"/>
        <source>Filter, position {position}: expected {expected}, found {found}. Columns: {known}.</source>
        <translation>筛选条件第{position}个字符处：此处应为{expected}，实际为{found}。可用字段：{known}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filters.py"/>
        <source>Filter, position {position}: more than {count} nested brackets. Simplify it.</source>
        <translation>筛选条件第{position}个字符处：括号嵌套超过{count}层。请简化条件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filter_tokens.py"/>
        <source>Filter, position {position}: the quote {character} is not closed. Close it.</source>
        <translation>筛选条件第{position}个字符处：引号{character}没有闭合。请补全引号。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filter_tokens.py"/>
        <source>Filter, position {position}: {character} is not understood. Write comparisons like status = 'clue' AND farmland_m2 &gt; 100, with plain ASCII quotes, commas and brackets.</source>
        <translation>筛选条件第{position}个字符处：无法识别{character}。请写成status = 'clue' AND farmland_m2 &gt; 100这样的比较式，引号、逗号和括号均用英文半角。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filter_values.py"/>
        <source>Filter, position {position}: {left} and {right} are number and text. Compare like with like.</source>
        <translation>筛选条件第{position}个字符处：{left}与{right}一个是数字、一个是文本。请比较同类的值。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filters.py"/>
        <source>Filter, position {position}: {name} is no column. Did you mean {near}? Texts stand in single quotes. Columns: {known}.</source>
        <translation>筛选条件第{position}个字符处：没有字段{name}。是否应为{near}？文本须加单引号。可用字段：{known}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filters.py"/>
        <source>Filter, position {position}: {name} is no column. Texts stand in single quotes. Columns: {known}.</source>
        <translation>筛选条件第{position}个字符处：没有字段{name}。文本须加单引号。可用字段：{known}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filters.py"/>
        <source>The filter is empty. Write TRUE to select every case, or a condition.</source>
        <translation>筛选条件为空。选择全部案件请填写TRUE，否则请填写条件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filters.py"/>
        <source>a column, a number or a text in single quotes</source>
        <translation>字段、数字或单引号内的文本</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filters.py"/>
        <source>a comparison (= &lt;&gt; &lt; &lt;= &gt; &gt;= LIKE IN BETWEEN IS)</source>
        <translation>比较运算符（= &lt;&gt; &lt; &lt;= &gt; &gt;= LIKE IN BETWEEN IS）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/filters.py"/>
        <source>the end</source>
        <translation>条件结尾</translation>
    </message>
</context>
<context>
    <name>Inspection</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/inspection.py"/>
        <source>All {total} cases of this ledger have been judged.</source>
        <translation>本台账{total}件案件已全部认定。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/inspection.py"/>
        <source>Open a ledger first.</source>
        <translation>请先打开台账。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/inspection.py"/>
        <source>The ledger's layers are not in the project. Open the ledger again.</source>
        <translation>工程中没有台账图层。请重新打开台账。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/inspection.py"/>
        <source>There is neither a case nor a survey parcel here.</source>
        <translation>此处既没有案件，也没有调查图斑。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/inspection.py"/>
        <source>There is no case here. Choose the survey layer to report a parcel of your own finding.</source>
        <translation>此处没有案件。如需上报自查图斑，请先指定地类图斑图层。</translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message>
        <location filename="../anyue_farmland_plugin/intake/mapping.py"/>
        <source>FIELD_MAP is not valid JSON (position {position}). Write it like {{"dltb":{{"BSM":"id"}}}}.</source>
        <translation>FIELD_MAP不是有效的JSON（第{position}个字符处）。请写成{{"dltb":{{"BSM":"id"}}}}这样的格式。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/mapping.py"/>
        <source>FIELD_MAP must be one JSON object per layer, like {example}.</source>
        <translation>FIELD_MAP应为每个图层对应一个JSON对象，例如{example}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/mapping.py"/>
        <source>FIELD_MAP names the layer {name}, which is none of {known}.</source>
        <translation>FIELD_MAP中的图层“{name}”无法识别，可用图层为：{known}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/mapping.py"/>
        <source>FIELD_MAP, layer {kind}: {name} is none of {known}.</source>
        <translation>FIELD_MAP图层{kind}中的“{name}”无法识别，可用字段为：{known}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/files.py"/>
        <location filename="../anyue_farmland_plugin/intake/shapes.py"/>
        <source>not a geometry of points, lines and polygons</source>
        <translation>不是由点、线、面构成的图形</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/location.py"/>
        <source>{file} came without its .shx part. Ask for .shp, .shx, .dbf and .prj together.</source>
        <translation>“{file}”缺少.shx文件。请一并索取.shp、.shx、.dbf和.prj文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/layers.py"/>
        <source>{file} cannot be read ({reason}). It is damaged, incomplete or not a vector file: copy or ask for it again, with all its parts.</source>
        <translation>“{file}”无法读取（{reason}）。文件可能已损坏、不完整或不是矢量文件，请重新复制或索取全部组成文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/location.py"/>
        <source>{file} does not exist. Check the path.</source>
        <translation>“{file}”不存在。请核对路径。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/layers.py"/>
        <source>{file} has no layer {layer}. Its layers: {names}.</source>
        <translation>“{file}”中没有图层“{layer}”。现有图层：{names}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/location.py"/>
        <source>{file} holds no layer that can be read. Unpack it and name the layer's file.</source>
        <translation>“{file}”中没有可读取的图层。请解压后指定图层文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/layers.py"/>
        <source>{file} holds no layer. Ask the sender for a file with data.</source>
        <translation>“{file}”中没有图层。请向数据提供单位索取含有数据的文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/location.py"/>
        <source>{file} holds several data sets: {names}. Unpack it and name one of them.</source>
        <translation>“{file}”中有多个数据集：{names}。请解压后指定其中一个。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/layers.py"/>
        <source>{file} holds several layers: {names}. Name one of them.</source>
        <translation>“{file}”中有多个图层：{names}。请指定其中一个。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/location.py"/>
        <source>{file} is a folder. Name one file in it, or a .gdb folder.</source>
        <translation>“{file}”是文件夹。请指定其中的文件，或指定.gdb文件夹。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/location.py"/>
        <source>{file} is being changed by another program ({journal} holds newer rows). Close it there and run again.</source>
        <translation>“{file}”正被其他程序修改（{journal}中有尚未写入的记录）。请在该程序中关闭后重新运行。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/location.py"/>
        <source>{file} is cut off after {size} bytes. Copy or ask for the file again.</source>
        <translation>“{file}”不完整，只有{size}字节。请重新复制或索取该文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/location.py"/>
        <source>{file} is empty (0 bytes). Copy or ask for the file again.</source>
        <translation>“{file}”是空文件（0字节）。请重新复制或索取该文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/location.py"/>
        <source>{file} is not a zip file or is damaged. Copy or ask for the file again.</source>
        <translation>“{file}”不是zip文件或已损坏。请重新复制或索取该文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/gdal_layer.py"/>
        <source>{file}, layer {layer}: its geometry type is not supported ({reason}). Export the layer as two-dimensional MultiPolygon.</source>
        <translation>“{file}”图层“{layer}”：不支持其几何类型（{reason}）。请将该图层导出为二维多部件面（MultiPolygon）。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/files.py"/>
        <source>{layer} has no geometry. Choose a layer with polygons.</source>
        <translation>{layer}：没有图形。请选择面图层。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/mapping.py"/>
        <source>{layer}: FIELD_MAP names the field {field}, which the layer lacks. It has: {names}.</source>
        <translation>{layer}：FIELD_MAP指定的字段“{field}”不存在。现有字段：{names}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/values.py"/>
        <source>{layer}: field {field} does not fit the areas of the polygons. Check its unit.</source>
        <translation>{layer}：字段“{field}”与图斑面积不相符。请核对其单位。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/values.py"/>
        <source>{layer}: field {field} holds class codes the land class table lacks: {codes}; {count} rows, first {rows}. Correct them, or supply CLASS_TABLE, a csv with the columns code,name,group.</source>
        <translation>{layer}：字段“{field}”含有地类表中没有的地类编码：{codes}；共{count}条，前几条为{rows}。请改正，或通过CLASS_TABLE提供含code,name,group三列的csv文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/gdal_layer.py"/>
        <source>{layer}: field {field} holds long whole numbers beside NULLs. Store it as text.</source>
        <translation>{layer}：字段“{field}”中既有长整数又有空值，读取时会丢失位数。请改为文本字段。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/files.py"/>
        <source>{layer}: field {field} is missing. Its fields: {names}.</source>
        <translation>{layer}：缺少字段“{field}”。现有字段：{names}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/mapping.py"/>
        <source>{layer}: field {field} is missing. Map it with FIELD_MAP, for example {example}, or ask the sender for it. The layer has: {names}.</source>
        <translation>{layer}：缺少字段“{field}”。请用FIELD_MAP指定对应字段，例如{example}，或向数据提供单位索取。现有字段：{names}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/values.py"/>
        <source>{layer}: field {field} seems to be in {unit}, not m².</source>
        <translation>{layer}：字段“{field}”的单位疑为{unit}，而不是m²。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/values.py"/>
        <source>{layer}: field {field}, row {row}: {value} is not a coefficient from 0 to below 1. Correct it.</source>
        <translation>{layer}：字段“{field}”第{row}条的值{value}不是大于等于0且小于1的系数。请改正。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/values.py"/>
        <source>{layer}: field {field}, row {row}: {value} is not a number. Correct it.</source>
        <translation>{layer}：字段“{field}”第{row}条的值{value}不是数字。请改正。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/files.py"/>
        <source>{layer}: its spatial index names {count} rows that are not there. Build the index anew or export the layer to a new file.</source>
        <translation>{layer}：空间索引中有{count}条记录在图层中不存在。请重建空间索引，或将图层另存为新文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/intake/mapping.py"/>
        <source>{layer}: no field {field}; the row number serves as the number of each polygon.</source>
        <translation>{layer}：没有字段“{field}”，以记录号作为图斑编号。</translation>
    </message>
</context>
<context>
    <name>LandClass</name>
    <message>
        <location filename="../anyue_farmland_plugin/core/landclass.py"/>
        <source>{file}, line {line}: class code {code} occurs twice. Keep one line.</source>
        <translation>“{file}”第{line}行：地类编码{code}重复。请只保留一行。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/landclass.py"/>
        <source>{file}, line {line}: the class code is empty. Fill it in.</source>
        <translation>“{file}”第{line}行：地类编码为空。请填写。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/landclass.py"/>
        <source>{file}, line {line}: {value} is none of {known}. Use one of these.</source>
        <translation>“{file}”第{line}行：“{value}”无效，应为以下之一：{known}。</translation>
    </message>
</context>
<context>
    <name>Layers</name>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/layers.py"/>
        <source>QGIS cannot show {name} of {file}. Close other programs that use it.</source>
        <translation>QGIS无法显示“{file}”中的{name}。请关闭正在使用该文件的其他程序。</translation>
    </message>
</context>
<context>
    <name>Ledger</name>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/chain.py"/>
        <source>A number is infinite or not a number and cannot be recorded.</source>
        <translation>数值为无穷大或非数字，不能记录。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/explaining.py"/>
        <source>A text holds broken characters ({detail}) and cannot be stored; nothing was written.</source>
        <translation>文本含有损坏的字符（{detail}），不能保存，未写入任何内容。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/explaining.py"/>
        <source>Another program is writing to ledger {name}; nothing was written. Wait until it has finished and try again.</source>
        <translation>其他程序正在写入台账“{name}”，未写入任何内容。请待其完成后重试。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/writing.py"/>
        <source>Case {case} was changed by {actor} at {at} since you opened it; nothing was written. Look at the new values and decide again.</source>
        <translation>案件{case}打开后已由{actor}于{at}修改，未写入任何内容。请查看新值后重新认定。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/writing.py"/>
        <source>Case {case} was not updated.</source>
        <translation>案件{case}未能更新。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/values.py"/>
        <source>Cases have no column {name}.</source>
        <translation>案件没有字段{name}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/explaining.py"/>
        <source>Ledger {name} cannot be opened or created in its folder; nothing was written. Check that the folder exists and that you may write to it.</source>
        <translation>台账“{name}”无法在其文件夹中打开或新建，未写入任何内容。请确认文件夹存在且有写入权限。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/explaining.py"/>
        <source>Ledger {name} could not be used: {detail}; nothing was written.</source>
        <translation>台账“{name}”无法使用：{detail}。未写入任何内容。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/connection.py"/>
        <source>Ledger {name} has version {found}, this plugin knows version {known}; it was left untouched. Install the plugin version that made it.</source>
        <translation>台账“{name}”的版本为{found}，本插件支持的版本为{known}，未作任何改动。请安装生成该台账的插件版本。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/explaining.py"/>
        <source>Ledger {name} is damaged ({detail}); nothing was written. Use a backup copy.</source>
        <translation>台账“{name}”已损坏（{detail}），未写入任何内容。请使用备份。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/explaining.py"/>
        <source>Ledger {name} or its folder is read-only; nothing was written. Copy it to a folder you may write to.</source>
        <translation>台账“{name}”或其文件夹为只读，未写入任何内容。请将台账复制到有写入权限的文件夹。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/explaining.py"/>
        <source>The disk failed while ledger {name} was used ({detail}); nothing was written. Check the disk or the connection to it.</source>
        <translation>使用台账“{name}”时磁盘出错（{detail}），未写入任何内容。请检查磁盘或其连接。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/explaining.py"/>
        <source>The disk of ledger {name} is full; nothing was written. Free some space and try again.</source>
        <translation>台账“{name}”所在磁盘已满，未写入任何内容。请腾出空间后重试。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/blob.py"/>
        <source>The geometry ends too early.</source>
        <translation>图形数据不完整。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/blob.py"/>
        <source>The geometry has an unknown GeoPackage header.</source>
        <translation>图形的GeoPackage文件头无法识别。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/blob.py"/>
        <source>The geometry has coordinates that are not numbers.</source>
        <translation>图形含有非数字的坐标。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/blob.py"/>
        <source>The geometry is nested too deeply.</source>
        <translation>图形嵌套层数过多。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/blob.py"/>
        <source>The geometry is not a GeoPackage geometry.</source>
        <translation>图形不是GeoPackage图形。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/blob.py"/>
        <source>The geometry type {kind} is not supported.</source>
        <translation>不支持几何类型{kind}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/values.py"/>
        <source>The value for {label} ({name}) is no text that can be stored; nothing was written.</source>
        <translation>{label}（{name}）的值不是可保存的文本，未写入任何内容。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/writing.py"/>
        <source>There is no case {case} in this ledger.</source>
        <translation>本台账中没有案件{case}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/connection.py"/>
        <source>There is no ledger {name} in {folder}.</source>
        <translation>“{folder}”中没有台账“{name}”。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/connection.py"/>
        <source>{name} exists already; it was left untouched.</source>
        <translation>“{name}”已存在，未作任何改动。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/connection.py"/>
        <source>{name} is an empty file (0 bytes), not a ledger; it was left untouched. Delete it or choose another name.</source>
        <translation>“{name}”是空文件（0字节），不是台账，未作任何改动。请删除该文件或另取文件名。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/values.py"/>
        <source>{name} is kept by the ledger itself.</source>
        <translation>字段{name}由台账自动维护，不能填写。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/explaining.py"/>
        <source>{name} is not a GeoPackage; nothing was written. Choose a ledger of this plugin.</source>
        <translation>“{name}”不是GeoPackage文件，未写入任何内容。请选择本插件的台账。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/connection.py"/>
        <source>{name} is not a ledger of this plugin; it was left untouched. Choose another file, or a new name to create a ledger.</source>
        <translation>“{name}”不是本插件的台账，未作任何改动。请选择其他文件，或另取文件名新建台账。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/values.py"/>
        <source>“{value}” is not a code for {label} ({name}); nothing was written. Choose one of: {known}.</source>
        <translation>“{value}”不是{label}（{name}）的有效代码，未写入任何内容。可选代码：{known}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/values.py"/>
        <source>“{value}” is not a number for {label} ({name}); nothing was written.</source>
        <translation>{label}（{name}）的值“{value}”不是有效数字，未写入任何内容。</translation>
    </message>
</context>
<context>
    <name>LedgerChooser</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/ledger_chooser.py"/>
        <source>Farmland ledger (*.gpkg)</source>
        <translation>耕地台账 (*.gpkg)</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/ledger_chooser.py"/>
        <source>Open Ledger</source>
        <translation>打开台账</translation>
    </message>
</context>
<context>
    <name>LedgerProject</name>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/project.py"/>
        <source>Choose a polygon layer of land parcels (DLTB) in the layer list first.</source>
        <translation>请先在图层列表中选择地类图斑（DLTB）面图层。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/project.py"/>
        <source>Farmland ledger</source>
        <translation>耕地台账</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/project.py"/>
        <source>This layer belongs to the ledger. Choose the survey's parcel layer.</source>
        <translation>该图层属于台账。请选择调查成果的地类图斑图层。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/project.py"/>
        <source>{name} is being edited. Save or discard the edits first.</source>
        <translation>图层“{name}”正在编辑。请先保存或放弃编辑。</translation>
    </message>
</context>
<context>
    <name>LifeCycle</name>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>Add at least one photo or document, or give the reason why there is none.</source>
        <translation>请至少添加一张照片或一份材料，或说明没有举证材料的理由。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>Add the photos or documents of the result.</source>
        <translation>请添加整改结果的照片或材料。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>Assign a township or responsible unit.</source>
        <translation>请指定乡镇（街道）或责任单位。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/lifecycle.py"/>
        <source>Case {number} cannot become {after}: {missing}</source>
        <translation>案件{number}不能转为{after}：{missing}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/lifecycle.py"/>
        <source>Case {number} cannot go from {before} to {after}. Next may be: {following}.</source>
        <translation>案件{number}不能由{before}转为{after}。可转为：{following}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/lifecycle.py"/>
        <source>Case {number} has the status {before}, which nothing may follow.</source>
        <translation>案件{number}的状态为{before}，不能再变更。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/lifecycle.py"/>
        <source>Case {number}: the role {role} may not set {after}. This step belongs to: {roles}.</source>
        <translation>案件{number}：角色{role}无权设为{after}。有权办理的角色：{roles}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>Fill in: {columns}.</source>
        <translation>请填写：{columns}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>Give a reason.</source>
        <translation>请填写理由。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>Say in the reason or note why it is {chosen} and not {suggested} as suggested.</source>
        <translation>请在理由或备注中说明为何认定为{chosen}，而不是建议的{suggested}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>Set a verdict under which it is not a problem: {verdicts}.</source>
        <translation>请填写属于非问题的认定结论：{verdicts}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>The rectified area {restored} is larger than the case, {area}. Correct it.</source>
        <translation>整改面积{restored}大于案件面积{area}。请改正。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>area</source>
        <translation>面积</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>deadline</source>
        <translation>处置时限</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>location</source>
        <translation>位置</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>measures</source>
        <translation>整治措施</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>problem type</source>
        <translation>问题类型</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>rectified area</source>
        <translation>整改面积</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>remaining area (0 when nothing is left to do)</source>
        <translation>剩余面积（全部整改到位填0）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>responsible unit</source>
        <translation>责任单位</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>subject</source>
        <translation>违法主体</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>tier</source>
        <translation>整治类别</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>time of occurrence</source>
        <translation>发生时间</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>{area} still remain to be rectified.</source>
        <translation>仍有{area}未整改到位。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/guards.py"/>
        <source>{name} worked on this case; another person or the county has to close it.</source>
        <translation>{name}办理过此案件，应由其他人员或县级核查后销号。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/lifecycle.py"/>
        <source>{status} is no status. Known: {known}.</source>
        <translation>“{status}”不是有效状态。可用状态：{known}。</translation>
    </message>
</context>
<context>
    <name>Lint</name>
    <message>
        <location filename="../anyue_farmland_plugin/export/checks.py"/>
        <source>A problem type is set but no responsible unit.</source>
        <translation>已填写问题类型，但未填写责任单位。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/checks.py"/>
        <source>Closed although {area} remain.</source>
        <translation>已销号，但仍有{area}未整改到位。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/checks.py"/>
        <source>Closed without evidence.</source>
        <translation>已销号，但没有举证材料。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/checks.py"/>
        <source>Closed, but {label} is missing.</source>
        <translation>已销号，但缺少{label}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/checks.py"/>
        <source>Clue {name} belongs to no case.</source>
        <translation>线索{name}不属于任何案件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/checks.py"/>
        <source>Clue {name} was delivered without a usable polygon.</source>
        <translation>线索{name}下发时没有可用的图形。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/checks.py"/>
        <source>Dismissed without a verdict.</source>
        <translation>已排除为非问题，但未填写认定结论。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/evidence.py"/>
        <source>Evidence {name} is not in the folder {folder}.</source>
        <translation>举证材料“{name}”不在文件夹“{folder}”中。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/evidence.py"/>
        <source>Evidence {name} was changed after it was imported.</source>
        <translation>举证材料“{name}”导入后被改动。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/checks.py"/>
        <source>Monitoring type “{value}” is not in the list; it was kept as delivered.</source>
        <translation>变化类型“{value}”不在代码表中，已按下发内容保留。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/checks.py"/>
        <source>More paddy than cultivated land.</source>
        <translation>水田面积大于耕地面积。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/checks.py"/>
        <source>The land use before the change is not known.</source>
        <translation>变化前各地类面积不明。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/checks.py"/>
        <source>The land uses sum to {total}, the area is {area}.</source>
        <translation>各地类面积合计{total}，与案件面积{area}不一致。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/city.py"/>
        <source>openpyxl is not installed: the workbook was written as csv files.</source>
        <translation>未安装openpyxl，工作簿已写成csv文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/checks.py"/>
        <source>{label} is missing although a plan is decided.</source>
        <translation>已定方案，但缺少{label}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/checks.py"/>
        <source>{label} is missing; it is one of the five facts.</source>
        <translation>缺少{label}，该项属于类型、主体、时间、位置、面积五项必填内容。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/checks.py"/>
        <source>{label} {part} is larger than the area {area}.</source>
        <translation>{label}{part}大于案件面积{area}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/checks.py"/>
        <source>{label} “{value}” is no date like 2022-06-15.</source>
        <translation>{label}“{value}”不是2022-06-15格式的日期。</translation>
    </message>
</context>
<context>
    <name>MapSheet</name>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_sheet.py"/>
        <source>Batches: {names}</source>
        <translation>批次：{names}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_sheet.py"/>
        <source>By township: cases / mu</source>
        <translation>各乡镇（街道）案件数（件）／面积（亩）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_layers.py"/>
        <location filename="../anyue_farmland_plugin/bridge/map_sheet.py"/>
        <source>Cases</source>
        <translation>图斑案件（件数）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_sheet.py"/>
        <source>Coordinate system: {crs} ({code}); areas on the ellipsoid CGCS2000. Data: {sources}</source>
        <translation>坐标系：{crs}（{code}）；面积按 CGCS2000 椭球计算。数据来源：{sources}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_layers.py"/>
        <source>County border</source>
        <translation>县界</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_sheet.py"/>
        <source>Drawn {day}, plugin {version}</source>
        <translation>制图日期 {day}　插件版本 {version}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_layers.py"/>
        <source>Ecological protection red line</source>
        <translation>生态保护红线</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_layers.py"/>
        <source>Land survey</source>
        <translation>地类图斑</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_sheet.py"/>
        <source>Land use</source>
        <translation>土地利用现状</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_sheet.py"/>
        <source>Ledger entry {seq}, head of the chain {hash}</source>
        <translation>台账变更记录第 {seq} 条，链头校验值 {hash}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_sheet.py"/>
        <source>Limits and borders</source>
        <translation>管控线与界线</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_table.py"/>
        <source>No township</source>
        <translation>未归属乡镇</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_layers.py"/>
        <source>Not a problem</source>
        <translation>非问题</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_sheet.py"/>
        <source>Numbers on the map: last four digits of the case number</source>
        <translation>图上编号为案件号末四位</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_layers.py"/>
        <source>Permanent basic farmland</source>
        <translation>永久基本农田</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_table.py"/>
        <source>Problems</source>
        <translation>问题合计</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_sheet.py"/>
        <source>Sample data: invented polygons</source>
        <translation>示例数据：图斑均为虚构</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_sheet.py"/>
        <source>Scale 1:{denominator}</source>
        <translation>比例尺 1:{denominator}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_table.py"/>
        <source>Sum</source>
        <translation>合计</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_sheet.py"/>
        <source>The map {file} cannot be written to {folder}. Check that you may write there.</source>
        <translation>无法将地图 {file} 写入 {folder}。请检查该文件夹是否可写。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_layers.py"/>
        <source>To be judged</source>
        <translation>待认定</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_table.py"/>
        <source>Township</source>
        <translation>乡镇（街道）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_layers.py"/>
        <source>Township border</source>
        <translation>乡镇（街道）界</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_layers.py"/>
        <source>Urban development boundary</source>
        <translation>城镇开发边界</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_sheet.py"/>
        <source>{county}Farmland protection campaign: problem parcels</source>
        <translation>{county}耕地保护专项整治问题图斑分布图</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_sheet.py"/>
        <source>{count} more cases lie outside this map</source>
        <translation>图幅外另有案件 {count} 件</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_table.py"/>
        <source>{count} others</source>
        <translation>其他 {count} 个</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_layers.py"/>
        <source>{name} ({count})</source>
        <translation>{name}（{count}）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/map_sheet.py"/>
        <source>{problems} problems, {open} to be judged, {dismissed} dismissed</source>
        <translation>问题 {problems} 件，待认定 {open} 件，非问题 {dismissed} 件</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/messages.py"/>
        <source>Farmland ledger</source>
        <translation>耕地台账</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/messages.py"/>
        <source>This did not work ({error}). Nothing was saved; details are in the log messages panel.</source>
        <translation>操作未成功（{error}），未保存任何内容。详情见“日志消息”面板。</translation>
    </message>
</context>
<context>
    <name>MissingLibraries</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/missing_libraries.py"/>
        <source>Farmland ledger</source>
        <translation>耕地台账</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/missing_libraries.py"/>
        <source>The Python packages {names} are missing, so the plugin stays off. The full QGIS installers contain them; in OSGeo4W choose the packages python3-shapely, python3-pyproj and python3-numpy.</source>
        <translation>缺少 Python 包 {names}，插件未启用。QGIS 完整安装包已自带；使用 OSGeo4W 时请选装 python3-shapely、python3-pyproj 和 python3-numpy。</translation>
    </message>
</context>
<context>
    <name>OfferPanel</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/offer_panel.py"/>
        <source>Leave (Esc)</source>
        <translation>取消（Esc）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/offer_panel.py"/>
        <source>New self-found case ⏎</source>
        <translation>新建自查图斑 ⏎</translation>
    </message>
</context>
<context>
    <name>OptionsPage</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/options_page.py"/>
        <source>Farmland ledger</source>
        <translation>耕地台账</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/options_page.py"/>
        <source>Name in the ledger</source>
        <translation>台账中记录的姓名</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/options_page.py"/>
        <source>Role</source>
        <translation>角色</translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Approvals (land approval, facility record, temporary use)</source>
        <translation>批准用地（用地审批、设施农用地备案、临时用地）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Area not accounted for (m²)</source>
        <translation>未平衡面积（m²）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Area of all pieces (m²)</source>
        <translation>套合总面积（m²）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_request.py"/>
        <source>BATCH is empty; name the delivery, for example 2022-双月-4.</source>
        <translation>BATCH为空。请填写批次名称，例如2022-双月-4。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_request.py"/>
        <source>Cancelled; nothing was written.</source>
        <translation>已取消，未写入任何内容。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_request.py"/>
        <source>Cancelled; nothing was written. What is overlaid so far is kept: the same run goes on from there.</source>
        <translation>已取消，未写入任何内容。已完成的套合结果已保留，以相同参数重新运行即可继续。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Cases created</source>
        <translation>新建案件数</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Clues added</source>
        <translation>新增线索数</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Clues joined to known cases</source>
        <translation>并入已有案件的线索数</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_request.py"/>
        <source>DETECTED_ON “{date}” is not a date like 2022-08-31.</source>
        <translation>DETECTED_ON的值“{date}”不是2022-08-31格式的日期。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Detected on</source>
        <translation>发现日期</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay.py"/>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>GeoPackage (*.gpkg)</source>
        <translation>GeoPackage (*.gpkg)</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>HTML files (*.html)</source>
        <translation>HTML文件 (*.html)</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Head of the chain: {head}</source>
        <translation>链头校验值：{head}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Ledger (created, or appended to)</source>
        <translation>台账（新建或追加）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay.py"/>
        <source>Ledger {ledger} was changed by somebody else while the overlay was computed; nothing was written. Run it again.</source>
        <translation>套合计算期间，台账“{ledger}”已被他人修改，未写入任何内容。请重新运行。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_plan.py"/>
        <source>Looking where layers and changes meet</source>
        <translation>正在查找各图层与变化图斑的相交处</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_request.py"/>
        <source>MIN_AREA must be between 0 and 1,000,000 m².</source>
        <translation>MIN_AREA应在0至1,000,000 m²之间。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Name of the batch</source>
        <translation>批次名称</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Overlay changes with the survey</source>
        <translation>变化图斑套合</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_report.py"/>
        <source>Overlay report: {batch}</source>
        <translation>套合报告：{batch}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Overlays change-detection polygons with the land survey (DLTB), the protective lines, approvals and townships and writes the result into a ledger: every delivered polygon becomes a clue, every place a case, every part of a survey parcel a piece. Areas are ellipsoidal (CGCS2000) by the survey's formula; pieces of a parcel never exceed its TBMJ. Layers may have different coordinate systems; invalid polygons are repaired on a copy and listed. Nothing is left out in silence: the report accounts for every square metre. The run writes in one transaction; a wrong input ends it with a sentence and an unchanged ledger. What a cancelled run has overlaid is kept: the same run goes on from there.</source>
        <translation>将变化图斑与地类图斑（DLTB）、控制线、批准用地和乡镇（街道）范围套合，结果写入台账：每个下发图斑为一条线索，每处位置为一个案件，每个调查图斑被占用的部分为一个套合图斑。面积为按国土调查公式计算的椭球面积（CGCS2000），同一调查图斑的套合面积之和不超过其TBMJ。各图层坐标系可以不同；无效图形在副本上修复并列出。不遗漏任何面积，报告逐平方米说明去向。每次运行一次性整体写入；输入有误时提示原因并停止，台账保持不变。运行中途取消的，已完成的套合结果予以保留，以相同参数重新运行即可继续。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Pieces</source>
        <translation>套合图斑数</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/areas.py"/>
        <location filename="../anyue_farmland_plugin/workflow/overlay_plan.py"/>
        <source>Reading the changes</source>
        <translation>正在读取变化图斑</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_request.py"/>
        <source>SOURCE_KIND “{kind}” is unknown; choose one of {known}.</source>
        <translation>SOURCE_KIND的值“{kind}”无法识别，请选择以下之一：{known}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_compute.py"/>
        <source>Sharing out the legal areas of parcels</source>
        <translation>正在按调查面积平差</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Slivers below this area (m²) join a neighbour; 0 keeps them</source>
        <translation>小于此面积（m²）的碎片并入相邻图斑，0为全部保留</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>Source of the clues</source>
        <translation>线索来源</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_compute.py"/>
        <source>Suggesting problem types</source>
        <translation>正在生成问题类型建议</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_request.py"/>
        <source>The folder {folder} of the ledger does not exist; create it first.</source>
        <translation>台账所在文件夹“{folder}”不存在。请先创建。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>The folder {folder} of the report does not exist; create it first.</source>
        <translation>报告所在文件夹“{folder}”不存在。请先创建。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>The ledger is written, the report is not: {reason}</source>
        <translation>台账已写入，报告未写入：{reason}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay.py"/>
        <source>Writing the ledger</source>
        <translation>正在写入台账</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_report.py"/>
        <source>failed: the common area counts as outside the survey</source>
        <translation>失败：重叠面积计入调查区外</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_report.py"/>
        <source>made valid first</source>
        <translation>先修复图形再套合</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_report.py"/>
        <source>no class delivered</source>
        <translation>未提供地类</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_report.py"/>
        <source>no problem suggested</source>
        <translation>未建议问题类型</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_report.py"/>
        <source>not known</source>
        <translation>不详</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_report.py"/>
        <source>on a grid ten times as coarse</source>
        <translation>按放宽十倍的坐标容差套合</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_report.py"/>
        <source>on the grid of the coordinates</source>
        <translation>按坐标容差套合</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay.py"/>
        <source>overlay,intersection,change detection,land survey,DLTB,clues,cases,ledger</source>
        <translation>套合,叠加,相交,变化图斑,双月监测,卫片,三调,地类图斑,DLTB,线索,案件,台账,overlay</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/areas.py"/>
        <source>{done} of {count} changes measured</source>
        <translation>已量算{done}个变化图斑，共{count}个</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay.py"/>
        <source>{done} of {count} changes overlaid</source>
        <translation>已套合{done}个变化图斑，共{count}个</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_inputs.py"/>
        <source>{layer} has no coordinate system. Assign the one it was surveyed in (for Anyue usually EPSG:4523) and run again.</source>
        <translation>{layer}：没有坐标系。请指定其调查时采用的坐标系（安岳县通常为EPSG:4523）后重新运行。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_inputs.py"/>
        <source>{layer} holds {found} geometry, not polygons; choose a polygon layer.</source>
        <translation>{layer}：几何类型为{found}，不是面。请选择面图层。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay.py"/>
        <source>{layer} is already in ledger {ledger} as batch {batch}; nothing was added.</source>
        <translation>{layer}已作为批次“{batch}”存入台账“{ledger}”，未新增任何内容。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_inputs.py"/>
        <source>{layer} is empty; ask the sender for a layer with polygons.</source>
        <translation>{layer}：没有记录。请向数据提供单位索取含有图斑的图层。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_loading.py"/>
        <source>{layer}: no field TBMJ; the parcels' own ellipsoidal areas serve as control.</source>
        <translation>{layer}：没有字段TBMJ，以图斑自身的椭球面积作为控制面积。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_loading.py"/>
        <source>{layer}: {count} parcels have no class code (rows {rows}); their pieces count in no class.</source>
        <translation>{layer}：{count}个图斑没有地类编码（记录{rows}），其套合图斑不计入任何地类。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_plan.py"/>
        <source>{layer}: {count} rows have no geometry and were not overlaid.</source>
        <translation>{layer}：{count}条记录没有图形，未参与套合。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_loading.py"/>
        <source>{layer}: {count} values of {field} occur more than once, for example {values}; rows are told apart by their feature id.</source>
        <translation>{layer}：字段{field}有{count}个值重复，例如{values}；各记录以要素号区分。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/overlay_inputs.py"/>
        <source>{layer}: {reason}</source>
        <translation>{layer}：{reason}</translation>
    </message>
</context>
<context>
    <name>OverlayAreas</name>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay_areas.py"/>
        <source>Area inside the survey (m²)</source>
        <translation>调查区内面积（m²）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay_areas.py"/>
        <source>Area of all changes (m²)</source>
        <translation>变化图斑总面积（m²）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay_areas.py"/>
        <source>Area outside the survey (m²)</source>
        <translation>调查区外面积（m²）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay_areas.py"/>
        <source>Areas of changes (no ledger)</source>
        <translation>变化图斑面积统计（不建台账）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay_areas.py"/>
        <source>CSV files (*.csv)</source>
        <translation>CSV文件 (*.csv)</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay_areas.py"/>
        <source>Columns: area_m2 is the change, overlay_m2 its part inside the survey, outside_m2 the part outside it, doubled_m2 what overlapping survey parcels count twice (area = overlay + outside − doubled); then one column per class (DLBM_…) and protective line, and the codes of township and village that hold most of the change. Areas are ellipsoidal (CGCS2000) by the survey's formula. Invalid polygons are repaired on a copy and named in the log.</source>
        <translation>各列含义：area_m2为变化图斑面积，overlay_m2为调查区内面积，outside_m2为调查区外面积，doubled_m2为调查图斑重叠处重复计算的面积（图斑面积＝调查区内面积＋调查区外面积－重复计算面积）；其后每个地类（DLBM_…）和每条控制线各一列，并列出图斑主要所在的乡镇（街道）和村级调查区代码。面积为按国土调查公式计算的椭球面积（CGCS2000）。无效图形在副本上修复，并在日志中逐个列出。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay_areas.py"/>
        <source>Measures how much of every change polygon lies in which land class, inside which protective line and in which township, and writes a csv table: one row per change, areas in m². Nothing is written into a ledger, so it serves for previews and re-checks and is several times faster than the overlay; the figures are the same.</source>
        <translation>量算每个变化图斑占各地类、各控制线的面积及所在乡镇（街道），输出csv表：每个变化图斑一行，面积单位为m²。不写入台账，适用于预判和复核，比套合快数倍，面积数据与套合一致。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay_areas.py"/>
        <source>Number of changes</source>
        <translation>变化图斑数</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay_areas.py"/>
        <source>Overlapping survey parcels count {area} m² twice.</source>
        <translation>调查图斑相互重叠，重复计算{area} m²。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay_areas.py"/>
        <source>Table of areas</source>
        <translation>面积统计表</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay_areas.py"/>
        <source>The folder {folder} of the table does not exist; create it first.</source>
        <translation>面积统计表所在文件夹“{folder}”不存在。请先创建。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay_areas.py"/>
        <source>areas,overlay,table,csv,preview,change detection,land survey,DLTB,statistics</source>
        <translation>面积,统计,量算,套合,表格,预判,复核,变化图斑,三调,地类图斑,DLTB,csv,overlay,areas</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay_areas.py"/>
        <source>{file} is the class table; choose another file for the areas.</source>
        <translation>“{file}”是地类对照表。请为面积统计表另选文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay_areas.py"/>
        <source>{file}: the table is a csv file; give it a name that ends in .csv.</source>
        <translation>“{file}”：面积统计表为csv文件，文件名应以.csv结尾。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay_areas.py"/>
        <source>{layer}, feature {fid}: {reason}; not measured.</source>
        <translation>{layer}，要素{fid}：{reason}；未量算。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay_areas.py"/>
        <source>{layer}, feature {fid}: {reason}; repaired, {before} m² became {after} m².</source>
        <translation>{layer}，要素{fid}：{reason}；已修复，面积由{before} m²变为{after} m²。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/overlay_areas.py"/>
        <source>{layer}: {count} features in all could not be measured as delivered.</source>
        <translation>{layer}：共有{count}个要素不能按原图形量算。</translation>
    </message>
</context>
<context>
    <name>Parcels</name>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/parcels.py"/>
        <source>There is no way from {source} to {target} here. Check the map's CRS.</source>
        <translation>此处无法从{source}转换到{target}。请检查地图的坐标系。</translation>
    </message>
</context>
<context>
    <name>Provider</name>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/provider.py"/>
        <source>Farmland protection ledger</source>
        <translation>耕地保护台账</translation>
    </message>
</context>
<context>
    <name>Reimport</name>
    <message>
        <location filename="../anyue_farmland_plugin/export/reimport.py"/>
        <source>The package in {folder} cannot be used: {reason}. Ask for it again.</source>
        <translation>“{folder}”中的成果包不能使用：{reason}。请重新索取。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/reimport.py"/>
        <source>it has no manifest.json</source>
        <translation>没有manifest.json</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/reimport.py"/>
        <source>it has version {found}, this plugin reads version {known}</source>
        <translation>其版本为{found}，本插件支持的版本为{known}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/reimport.py"/>
        <source>it must hold one GeoPackage</source>
        <translation>其中应有且只有一个GeoPackage文件</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/reimport.py"/>
        <source>{name} cannot be read ({detail})</source>
        <translation>“{name}”无法读取（{detail}）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/reimport.py"/>
        <source>{name} is missing</source>
        <translation>缺少“{name}”</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/reimport.py"/>
        <source>{name} of the manifest differ from the GeoPackage</source>
        <translation>清单文件中的{name}与GeoPackage不一致</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/reimport.py"/>
        <source>{name} was changed after the export</source>
        <translation>“{name}”导出后被改动</translation>
    </message>
</context>
<context>
    <name>Repair</name>
    <message>
        <location filename="../anyue_farmland_plugin/core/repair.py"/>
        <source>Duplicate Rings</source>
        <translation>环重复</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/repair.py"/>
        <source>Hole lies outside shell</source>
        <translation>内环位于外环之外</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/repair.py"/>
        <source>Holes are nested</source>
        <translation>内环嵌套</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/repair.py"/>
        <source>Interior is disconnected</source>
        <translation>图形内部不连通</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/repair.py"/>
        <source>Invalid Coordinate</source>
        <translation>坐标无效</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/repair.py"/>
        <source>Nested shells</source>
        <translation>外环嵌套</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/repair.py"/>
        <source>Ring Self-intersection</source>
        <translation>环自相交</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/repair.py"/>
        <source>Self-intersection</source>
        <translation>图形自相交</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/repair.py"/>
        <source>Too few points in geometry component</source>
        <translation>节点过少</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/repair.py"/>
        <source>empty geometry</source>
        <translation>图形为空</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/repair.py"/>
        <source>no geometry</source>
        <translation>没有图形</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/repair.py"/>
        <source>not a polygon but {kind}</source>
        <translation>几何类型为{kind}，不是面</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>+ counted twice where survey parcels overlap</source>
        <translation>＋ 调查图斑重叠处重复计算</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Account of the delivered area</source>
        <translation>下发面积平衡表</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Area by land class of the survey</source>
        <translation>按调查地类统计面积</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Area by suggested problem type</source>
        <translation>按建议问题类型统计面积</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Area by township</source>
        <translation>按乡镇（街道）统计面积</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Cases created</source>
        <translation>新建案件</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Change in m²</source>
        <translation>变化量（m²）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Check</source>
        <translation>检查项</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Clue</source>
        <translation>线索</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Clues added</source>
        <translation>新增线索</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Clues linked to known cases</source>
        <translation>并入已有案件的线索</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Clues whose main class depends on 0.1 m of a boundary</source>
        <translation>边界偏移0.1 m即影响主要地类的线索</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Condition</source>
        <translation>筛选条件</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Coordinate system</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Count</source>
        <translation>统计项</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Counts</source>
        <translation>记录统计</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Counts and parameters</source>
        <translation>数量与参数</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Delivered files</source>
        <translation>接收文件</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Delivered, as drawn</source>
        <translation>下发面积（按图形量算）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Difference in %</source>
        <translation>差率（%）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Difference in m²</source>
        <translation>差值（m²）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Feature</source>
        <translation>要素</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Findings</source>
        <translation>检查问题</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Findings: {count}. Do not use this ledger for official figures before they are explained; restore a backup if in doubt.</source>
        <translation>检查问题：{count}个。问题查明前，请勿将本台账用于上报数据；如有疑问，请恢复备份。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Head of the event chain at this moment: number {seq}. Keep this sheet: a ledger in which this head cannot be found was cut off or rebuilt.</source>
        <translation>此时变更记录校验链的链头：第{seq}号。请妥善保存本表：台账中如查不到此链头校验值，说明台账被截断或重建。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Joined to parcel</source>
        <translation>并入的调查图斑</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Ledger {name} · {at} · {actor}</source>
        <translation>台账{name} · {at} · {actor}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Left out by a filter or subset</source>
        <translation>被筛选或子集排除</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Main class</source>
        <translation>主要地类</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Method</source>
        <translation>处理方法</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Next class</source>
        <translation>次要地类</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Not accounted for</source>
        <translation>未平衡面积</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Nothing wrong was found: the chain links, the replay gives the same cases, the sums agree.</source>
        <translation>未发现问题：校验链完整，按变更记录重算的案件与台账一致，面积合计相符。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Number</source>
        <translation>数量</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Other parcel</source>
        <translation>另一调查图斑</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Pairs of clue and parcel that no method could overlay: {count}. Their common area counts as outside the survey. Redraw the polygons listed below and run again.</source>
        <translation>有{count}对线索与调查图斑无法套合，其重叠面积计入调查区外。请修改下列图斑的图形后重新运行。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Pairs the plain overlay refused</source>
        <translation>直接套合未成功的线索与调查图斑</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Parcel boundaries cross the clues over {length} m. If they were off by 0.1 m, {area} m² would lie on the other side; the main class of {count} clues depends on it.</source>
        <translation>线索内的调查图斑边界长{length} m。边界若偏移0.1 m，将有{area} m²改变归属，其中{count}条线索的主要地类受此影响。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Parcels whose survey area differs from their polygon by more than 1 %</source>
        <translation>调查面积与图形面积相差超过1%的图斑</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Parcels with a doubtful survey area</source>
        <translation>调查面积存疑的图斑</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Part</source>
        <translation>项目</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Pieces</source>
        <translation>套合图斑</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Polygons repaired</source>
        <translation>修复的图形</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Remark</source>
        <translation>说明</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Remarks</source>
        <translation>说明</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Repaired polygons (on a copy; the delivered file is untouched)</source>
        <translation>修复的图形（在副本上修复，原始文件未改动）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Rim m²</source>
        <translation>边界带面积（m²）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Role</source>
        <translation>用途</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Rows</source>
        <translation>记录数</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Rows left out</source>
        <translation>排除的记录数</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Rows left out by a filter</source>
        <translation>被筛选排除的记录</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Rows with unreadable geometry</source>
        <translation>图形无法读取的记录</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Seconds</source>
        <translation>用时（秒）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Shared m²</source>
        <translation>重叠面积（m²）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Slivers</source>
        <translation>碎片</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Slivers joined to a neighbour</source>
        <translation>并入相邻图斑的碎片</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Slivers kept and flagged</source>
        <translation>保留并标记的碎片</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Sum</source>
        <translation>合计</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Survey parcel</source>
        <translation>调查图斑</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Survey parcels that overlap</source>
        <translation>相互重叠的调查图斑</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Survey parcels that overlap each other</source>
        <translation>相互重叠的调查图斑</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>TBMJ m²</source>
        <translation>TBMJ（m²）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Table</source>
        <translation>数据表</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>The account closes: every square metre delivered is in a piece, outside the survey, or listed below.</source>
        <translation>面积平衡：下发面积已全部计入套合图斑、调查区外或下列清单。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>The sender gives areas for {count} clues: {told} m² together. As drawn they measure {measured} m², a difference of {difference} m².</source>
        <translation>下发单位提供了{count}条线索的面积，合计{told} m²；按图形量算为{measured} m²，相差{difference} m²。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>Unreadable geometry</source>
        <translation>无法读取的图形</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>Verification of the ledger</source>
        <translation>台账核验报告</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>What is wrong</source>
        <translation>问题说明</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>clues</source>
        <translation>线索</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>cultivated land (net)</source>
        <translation>耕地（已扣除田坎）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>in permanent basic farmland</source>
        <translation>占永久基本农田</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>m²</source>
        <translation>m²</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>m² after</source>
        <translation>修复后（m²）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>m² before</source>
        <translation>修复前（m²）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>m² of the polygon</source>
        <translation>图形面积（m²）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>new cases</source>
        <translation>新建案件</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>overlaid area</source>
        <translation>套合面积</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>pieces</source>
        <translation>套合图斑</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>{area} m² of the delivered area are not accounted for. Look at the lists below before using the figures.</source>
        <translation>下发面积中有{area} m²未平衡。使用数据前请先核对下列清单。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>± changed by repair</source>
        <translation>± 图形修复引起的变化</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report_lists.py"/>
        <source>… and {count} more.</source>
        <translation>……另有{count}条。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>− in pieces</source>
        <translation>－ 计入套合图斑</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>− in slivers kept, below the threshold</source>
        <translation>－ 计入保留的碎片（小于阈值）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>− outside every survey parcel</source>
        <translation>－ 调查区外</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>− unreadable</source>
        <translation>－ 无法读取</translation>
    </message>
</context>
<context>
    <name>Roles</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/options_page.py"/>
        <source>Analyst</source>
        <translation>分析员</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/options_page.py"/>
        <source>County</source>
        <translation>县级审核员</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/options_page.py"/>
        <source>Inspector</source>
        <translation>核查员</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/options_page.py"/>
        <source>Township</source>
        <translation>乡镇（街道）经办员</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/options_page.py"/>
        <source>Viewer</source>
        <translation>查阅员</translation>
    </message>
</context>
<context>
    <name>Rules</name>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>A pond ({before}) became cultivated land; {area}.</source>
        <translation>坑塘（{before}）变为耕地；{area}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>Agricultural facility records cover {share} of {area} ({approved}).</source>
        <translation>设施农用地备案范围覆盖{area}的{share}（{approved}）。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>Forest ({before}) became cultivated land; {area}.</source>
        <translation>林地（{before}）变为耕地；{area}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/reasons.py"/>
        <source>Inside protective lines: {lines}.</source>
        <translation>涉及控制线：{lines}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/reasons.py"/>
        <source>It was cultivated at the end of 2020.</source>
        <translation>2020年末为耕地。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/reasons.py"/>
        <source>It was no longer cultivated at the end of 2020.</source>
        <translation>2020年末已不是耕地。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>Land approvals cover {share} of {area} ({approved}).</source>
        <translation>批准用地范围覆盖{area}的{share}（{approved}）。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>Land of slope class {slope} ({before}) became cultivated land; {area}.</source>
        <translation>坡度{slope}级的土地（{before}）变为耕地；{area}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>No cultivated land is concerned: {area}, main class {before}.</source>
        <translation>不涉耕地：{area}，主要地类为{before}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>No rule applies to {before} with change {after}; look at the image.</source>
        <translation>{before}变化为{after}，没有适用的规则，请查看影像。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>On facility land ({before}) the image shows {after}; {area}.</source>
        <translation>设施农用地（{before}）上影像显示为{after}；{area}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/reasons.py"/>
        <source>Only {share} of the polygon are cultivated land: check the boundary.</source>
        <translation>图斑中耕地仅占{share}，请核对边界。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>Temporary-use approvals cover {share} of {area} ({approved}).</source>
        <translation>临时用地批准范围覆盖{area}的{share}（{approved}）。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>The place is on the list of the national land inspectorate; {area}.</source>
        <translation>该处列入国家土地督察反馈问题清单；{area}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>The place is on the list of unresolved satellite-enforcement cases; {area}.</source>
        <translation>该处列入历年卫片执法未整改到位清单；{area}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/reasons.py"/>
        <source>Whether this happened since 2021 is open: no survey of 2020 is loaded.</source>
        <translation>未加载2020年调查成果，尚不能确定是否发生在2021年以来。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/reasons.py"/>
        <source>approvals cover only {share} of it</source>
        <translation>批准范围仅覆盖{share}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/reasons.py"/>
        <source>ecological redline {area}</source>
        <translation>生态保护红线{area}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/reasons.py"/>
        <source>no approval covers it</source>
        <translation>不在任何批准范围内</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/reasons.py"/>
        <source>permanent basic farmland {area}</source>
        <translation>永久基本农田{area}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/reasons.py"/>
        <source>unknown change</source>
        <translation>变化类型不详</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/reasons.py"/>
        <source>unknown class</source>
        <translation>地类不详</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{before} became cultivated land: inflow of {area}, no problem seen.</source>
        <translation>{before}变为耕地：流入耕地{area}，未发现问题。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) are now water ({after}); {area} in all.</source>
        <translation>耕地（{before}）{farmland}变为水面（{after}）；总面积{area}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) are recorded as not tilled (WG).</source>
        <translation>耕地（{before}）{farmland}的种植属性为未耕种（WG）。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) became a pond of {area}.</source>
        <translation>耕地（{before}）{farmland}变为坑塘，坑塘面积{area}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) became a rural road; it counts in the yearly balance.</source>
        <translation>耕地（{before}）{farmland}变为农村道路，应纳入年度“进出平衡”。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) became a strip of trees, {elongation} times as long as wide.</source>
        <translation>耕地（{before}）{farmland}变为带状林地，长约为宽的{elongation}倍。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) became facility land ({after}); it needs a record and counts in the yearly balance.</source>
        <translation>耕地（{before}）{farmland}变为设施农用地（{after}），应办理备案并纳入年度“进出平衡”。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) became forest ({after}).</source>
        <translation>耕地（{before}）{farmland}变为林地（{after}）。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) became forest and are on a greening list.</source>
        <translation>耕地（{before}）{farmland}变为林地，且列入绿化造林清单。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) became grassland ({after}).</source>
        <translation>耕地（{before}）{farmland}变为草地（{after}）。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) became orchard or garden ({after}).</source>
        <translation>耕地（{before}）{farmland}变为园地（{after}）。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) became other farmland ({after}).</source>
        <translation>耕地（{before}）{farmland}变为其他农用地（{after}）。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) now show {after}, mostly inside a village; {uncovered}.</source>
        <translation>耕地（{before}）{farmland}现显示为{after}，主要位于村庄范围内；{uncovered}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) now show {after}; {uncovered}.</source>
        <translation>耕地（{before}）{farmland}现显示为{after}；{uncovered}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} of cultivated land ({before}) show {after}; preparing a field can look the same; {uncovered}.</source>
        <translation>耕地（{before}）{farmland}现显示为{after}，也可能是农业整地；{uncovered}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/rules.py"/>
        <source>{farmland} were cultivated before ({before}) and still are.</source>
        <translation>{farmland}原为耕地（{before}），现仍为耕地。</translation>
    </message>
</context>
<context>
    <name>Sample</name>
    <message>
        <location filename="../anyue_farmland_plugin/sample/county.py"/>
        <source>The sample county can have {low} to {high} parcels, not {given}.</source>
        <translation>示例县的图斑数应为{low}至{high}个，不能为{given}个。</translation>
    </message>
</context>
<context>
    <name>SelfFound</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/self_found.py"/>
        <source>Click a parcel first.</source>
        <translation>请先点选一个图斑。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/self_found.py"/>
        <source>No case lies here. Survey parcel: {facts}.</source>
        <translation>此处没有案件。调查图斑：{facts}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/selffound.py"/>
        <source>Self-found {moment}</source>
        <translation>自查 {moment}</translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <location filename="../anyue_farmland_plugin/intake/files.py"/>
        <source>Reading {file} needs the Python package pyogrio ({reason}). Install it.</source>
        <translation>读取 {file} 需要 Python 包 pyogrio（{reason}）。请先安装。</translation>
    </message>
</context>
<context>
    <name>Styles</name>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/styles.py"/>
        <source>Closed</source>
        <translation>已销号</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/styles.py"/>
        <source>Not a problem</source>
        <translation>非问题</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/styles.py"/>
        <source>Problem</source>
        <translation>存在问题</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/styles.py"/>
        <source>To be judged</source>
        <translation>待认定</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/styles.py"/>
        <source>Under rectification</source>
        <translation>整治中</translation>
    </message>
</context>
<context>
    <name>SurveyAlgorithm</name>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/survey_algorithm.py"/>
        <source>Change polygons</source>
        <translation>变化图斑</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/survey_algorithm.py"/>
        <source>Class table (csv)</source>
        <translation>地类对照表（csv）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/survey_algorithm.py"/>
        <source>Contracted parcels</source>
        <translation>承包地块</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/survey_algorithm.py"/>
        <source>Ecological protection red line</source>
        <translation>生态保护红线</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/survey_algorithm.py"/>
        <source>FIELD_MAP names fields that have other names, as JSON: {"dltb":{"BSM":"id","DLBM":"class"}}. CLASS_TABLE is a csv code,name,group for class codes outside the standard (groups GD YD LD CD SS QN JS WL).</source>
        <translation>FIELD_MAP用JSON指定名称不同的字段：{"dltb":{"BSM":"id","DLBM":"class"}}。CLASS_TABLE为含code,name,group三列的csv文件，用于标准以外的地类编码（分组GD YD LD CD SS QN JS WL）。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/survey_algorithm.py"/>
        <source>Field map (JSON)</source>
        <translation>字段对照（JSON）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/survey_algorithm.py"/>
        <source>Land survey (DLTB)</source>
        <translation>地类图斑（DLTB）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/survey_algorithm.py"/>
        <source>Permanent basic farmland</source>
        <translation>永久基本农田</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/survey_algorithm.py"/>
        <source>Townships (XZQ)</source>
        <translation>乡镇级行政区（XZQ）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/survey_algorithm.py"/>
        <source>Urban development boundary</source>
        <translation>城镇开发边界</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/survey_algorithm.py"/>
        <source>Villages (CJDCQ)</source>
        <translation>村级调查区（CJDCQ）</translation>
    </message>
</context>
<context>
    <name>Tables</name>
    <message>
        <location filename="../anyue_farmland_plugin/core/tables.py"/>
        <source>{file}, line {line}: the number of values differs from the header. Correct it.</source>
        <translation>“{file}”第{line}行：值的个数与表头不一致。请改正。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/tables.py"/>
        <source>{file}: column {columns} is missing. The first line must name the columns.</source>
        <translation>“{file}”：缺少列{columns}。第一行应为列名。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/tables.py"/>
        <source>{file}: the code table cannot be read ({reason}). Check the path.</source>
        <translation>“{file}”：代码表无法读取（{reason}）。请核对路径。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/tables.py"/>
        <source>{file}: the code table is not UTF-8 csv ({reason}). Save it as csv UTF-8.</source>
        <translation>“{file}”：代码表不是UTF-8编码的csv文件（{reason}）。请另存为UTF-8编码的csv文件。</translation>
    </message>
</context>
<context>
    <name>Tag</name>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/tag.py"/>
        <source>Case {case} was changed since your last entry; it cannot be undone. Enter the right values instead.</source>
        <translation>案件{case}在您上次填写后已被修改，不能撤销。请直接填写正确的值。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/tag.py"/>
        <source>Nothing to write: give at least one value.</source>
        <translation>没有可写入的内容。请至少填写一项。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/tag.py"/>
        <source>There is no case {case} in this ledger.</source>
        <translation>本台账中没有案件{case}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/tag.py"/>
        <source>There is nothing of yours to undo.</source>
        <translation>没有可撤销的本人操作。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/tag.py"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/tag.py"/>
        <source>{names} cannot be set by tagging; known are {known}.</source>
        <translation>不能通过认定填写{names}，可填写的字段为：{known}。</translation>
    </message>
</context>
<context>
    <name>TagCases</name>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Changed cases</source>
        <translation>已变更案件数</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Head of the chain: {head}</source>
        <translation>链头校验值：{head}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Note (also the reason)</source>
        <translation>备注（同时作为理由）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Problem type code</source>
        <translation>问题类型代码</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Refused cases</source>
        <translation>未通过案件数</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Responsible unit (code or name)</source>
        <translation>责任单位（代码或名称）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Status code</source>
        <translation>状态代码</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Tag cases</source>
        <translation>批量认定案件</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Verdict code</source>
        <translation>认定结论代码</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Which cases (condition on case columns)</source>
        <translation>案件筛选条件（按案件字段）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Who tags</source>
        <translation>认定人</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>Writes problem type, responsible unit, verdict or status of every case that the filter matches, in one transaction. WHERE is a condition on case columns, for example: suggested_type = 'FN01' AND area_m2 &gt; 200; TRUE means all cases. A case whose life cycle forbids the change is refused and listed. ACTOR is the person's name; a role may follow after @ (analyst, inspector, town, county).</source>
        <translation>对符合筛选条件的全部案件一次性写入问题类型、责任单位、认定结论或状态。WHERE为案件字段条件，例如：suggested_type = 'FN01' AND area_m2 &gt; 200；TRUE表示全部案件。办理流程不允许变更的案件不予写入并列出。ACTOR为操作人姓名，其后可用@注明角色（analyst、inspector、town、county）。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/tag_cases.py"/>
        <source>tag,problem type,verdict,status,responsible unit,cases,ledger</source>
        <translation>批量认定,问题类型,认定结论,状态,责任单位,案件,台账,tag</translation>
    </message>
</context>
<context>
    <name>TypeKeys</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/type_keys.py"/>
        <source>Approval document checked</source>
        <translation>已核对批准文件</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/type_keys.py"/>
        <source>Confirmed by the township in writing</source>
        <translation>乡镇（街道）已书面确认</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/type_keys.py"/>
        <source>Found in the register of filed facilities or roads</source>
        <translation>已有设施备案或道路登记</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/type_keys.py"/>
        <source>High-standard farmland …</source>
        <translation>高标准农田…</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/type_keys.py"/>
        <source>How do you know?</source>
        <translation>认定依据</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/type_keys.py"/>
        <source>No change in the imagery</source>
        <translation>影像无变化</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/type_keys.py"/>
        <source>Not a problem</source>
        <translation>非问题</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/type_keys.py"/>
        <source>Not a problem, because it is</source>
        <translation>非问题，具体情形</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/type_keys.py"/>
        <source>Not cultivated land in the survey</source>
        <translation>调查成果中不是耕地</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/type_keys.py"/>
        <source>Problem type</source>
        <translation>问题类型</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/type_keys.py"/>
        <source>Seen on the spot</source>
        <translation>已实地踏勘</translation>
    </message>
</context>
<context>
    <name>TypePicker</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/type_picker.py"/>
        <source>‹ Back (Esc)</source>
        <translation>‹ 返回（Esc）</translation>
    </message>
</context>
<context>
    <name>UnitPicker</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/unit_picker.py"/>
        <source>Pinyin initials, name or code (U)</source>
        <translation>拼音首字母、名称或代码（U）</translation>
    </message>
</context>
<context>
    <name>Verify</name>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>A file {name} lies beside the ledger; another program has it open or was killed.</source>
        <translation>台账旁有文件“{name}”，说明其他程序正在使用台账或曾被强行中止。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>A row of {table} refers to a missing row of {other}.</source>
        <translation>表{table}中有记录引用了表{other}中不存在的记录。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>Case {case} has events but is missing from the table.</source>
        <translation>案件{case}有变更记录，但案件表中没有该案件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_sums.py"/>
        <source>Case {case} has no clue.</source>
        <translation>案件{case}没有线索。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>Case {case} has no events: it was written by another program.</source>
        <translation>案件{case}没有变更记录，系由其他程序写入。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>Case {case}: its polygon is not the one the events recorded.</source>
        <translation>案件{case}：图形与变更记录不一致。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>Case {case}: {name} is “{found}”, the events say “{told}”.</source>
        <translation>案件{case}：字段{name}为“{found}”，变更记录为“{told}”。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_sums.py"/>
        <source>Clue {name}: its pieces sum to {found:.2f} m², its overlay area is {told:.2f} m².</source>
        <translation>线索{name}：套合图斑合计{found:.2f} m²，套合面积为{told:.2f} m²。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>Delivery {name} has no event.</source>
        <translation>接收批次“{name}”没有变更记录。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>Delivery {name}: {column} is “{found}”, its event says “{told}”.</source>
        <translation>接收批次“{name}”：字段{column}为“{found}”，变更记录为“{told}”。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>Event {seq} changes {name} from a value the case did not have.</source>
        <translation>第{seq}号变更记录中{name}的原值与案件当时的值不符。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>Event {seq} comes from another ledger.</source>
        <translation>第{seq}号变更记录来自其他台账。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>Event {seq} does not follow from the one before it: events were rewritten or reordered.</source>
        <translation>第{seq}号变更记录与前一号不衔接：变更记录被改写或调换顺序。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>Event {seq} was changed after it was written.</source>
        <translation>第{seq}号变更记录写入后被改动。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>Events {first} to {last} are missing from the chain.</source>
        <translation>校验链缺少第{first}至{last}号变更记录。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>GeoPackage version {found} instead of {known}.</source>
        <translation>GeoPackage版本为{found}，应为{known}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_sums.py"/>
        <source>Parcel {name}: its pieces claim {found:.2f} m² of {told:.2f} m².</source>
        <translation>调查图斑{name}：套合图斑合计{found:.2f} m²，超过其图斑面积{told:.2f} m²。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_sums.py"/>
        <source>Piece {name} belongs to another case than its clue.</source>
        <translation>套合图斑{name}与其线索不属于同一案件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>Row {name} has no geometry.</source>
        <translation>记录{name}没有图形。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>Setting {name} is “{found}”, the events say “{told}”.</source>
        <translation>设置{name}为“{found}”，变更记录为“{told}”。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>The content of event {seq} cannot be read.</source>
        <translation>第{seq}号变更记录的内容无法读取。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>The ledger has no events.</source>
        <translation>台账没有变更记录。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>The printed head {head} is not in this chain: it was cut off or rebuilt.</source>
        <translation>校验链中没有打印件上的链头校验值{head}：台账被截断或重建。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>The spatial index does not hold {name}; maps would not show it.</source>
        <translation>空间索引中没有{name}，地图上将无法显示。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>The spatial index of {table} holds a row {fid} that does not exist.</source>
        <translation>表{table}的空间索引含有不存在的记录{fid}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>The stored box of {name} differs from its geometry.</source>
        <translation>{name}保存的外包矩形与其图形不一致。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_chain.py"/>
        <source>The {what} of delivery {name} were changed after import.</source>
        <translation>接收批次“{name}”的{what}数据在导入后被改动。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_sums.py"/>
        <source>{name}: {column} holds “{value}”, which is not allowed.</source>
        <translation>{name}：字段{column}的值“{value}”无效。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>“{name}” does not belong into a ledger.</source>
        <translation>“{name}”不属于台账内容。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>“{name}” is missing or was altered.</source>
        <translation>“{name}”缺失或被改动。</translation>
    </message>
</context>
<context>
    <name>VerifyLedger</name>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/verify_ledger.py"/>
        <source>Events: {seq}, head of the chain: {head}</source>
        <translation>变更记录{seq}条，链头校验值：{head}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/verify_ledger.py"/>
        <source>Everything as it must be</source>
        <translation>核验通过</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/verify_ledger.py"/>
        <source>HTML files (*.html)</source>
        <translation>HTML文件 (*.html)</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/verify_ledger.py"/>
        <source>Head hash printed earlier</source>
        <translation>此前打印的链头校验值</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/verify_ledger.py"/>
        <source>Ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/verify_ledger.py"/>
        <source>Number of faults</source>
        <translation>问题数</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/verify_ledger.py"/>
        <source>Replays every event of a ledger and compares the result with its tables; checks the hash chain, the file, the spatial indexes, the sums and the codes. The ledger is not changed. HEAD is the head hash of an earlier printed sheet or city package: it must still be part of the chain. A chain shows later changes; it cannot show a false entry.</source>
        <translation>按变更记录逐条重算台账并与各数据表比对，检查校验链、文件、空间索引、面积合计和代码。不改动台账。HEAD为此前打印件或市级成果包上的链头校验值，应仍在校验链中。校验链能发现事后改动，不能识别填报时的虚假内容。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/verify_ledger.py"/>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/verify_ledger.py"/>
        <source>Verify ledger</source>
        <translation>核验台账</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/verify_ledger.py"/>
        <source>verify,check,hash chain,replay,integrity,ledger</source>
        <translation>核验,检查,校验链,重算,完整性,台账,verify</translation>
    </message>
</context>
<context>
    <name>Vocabulary</name>
    <message>
        <location filename="../anyue_farmland_plugin/core/vocabulary.py"/>
        <source>{name} is no enumeration of the ledger. Known: {known}.</source>
        <translation>“{name}”不是台账的代码表。可用代码表：{known}。</translation>
    </message>
</context>
</TS>
