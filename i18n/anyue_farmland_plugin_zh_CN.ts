<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Actions</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/actions.py"/>
        <source>Backups and Repair…</source>
        <translation>备份与修复…</translation>
    </message>
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
        <source>Make Field Packages…</source>
        <translation>制作外业包…</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/actions.py"/>
        <source>Merge Field Packages…</source>
        <translation>合并外业包…</translation>
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
        <source>Questions from Merging</source>
        <translation>合并待决问题</translation>
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
    <name>Adopt</name>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/adopt.py"/>
        <source>A case needs a clue; take the row out and draw the case in the plugin.</source>
        <translation>案件必须有线索；请先移除该记录，再在插件中绘制案件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/adopt.py"/>
        <source>Later events were built upon this edit; it can only be accepted.</source>
        <translation>其后的变更记录以此修改为依据，只能采纳。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/adopt_rows.py"/>
        <source>Other rows refer to this one; put those back first.</source>
        <translation>有其他记录引用本条，请先恢复那些记录。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/adopt.py"/>
        <source>Rows of a ledger are never deleted; it can only be put back.</source>
        <translation>台账记录不得删除，只能恢复。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/adopt_rows.py"/>
        <source>The events do not hold the whole row; take it from a backup.</source>
        <translation>变更记录中没有该条的全部内容，请从备份恢复。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/adopt.py"/>
        <source>The events of this ledger are damaged, so they cannot tell which rows are right; nothing was written. Verify the ledger and restore a backup.</source>
        <translation>台账的变更记录已损坏，无法判断哪些数据正确，未写入任何内容。请核验台账并恢复备份。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/adopt_cases.py"/>
        <source>The recorded polygon is not in this file any more; take the case from a backup.</source>
        <translation>文件中已没有原记录的图形，请从备份恢复该案件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/adopt_rows.py"/>
        <source>The row is not there any more.</source>
        <translation>该记录已不存在。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/adopt.py"/>
        <source>This edit is no longer there as it was shown.</source>
        <translation>此处修改已与显示时不同。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/adopt.py"/>
        <source>This value is kept by the ledger itself; it can only be put back.</source>
        <translation>该值由台账自动维护，只能恢复。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/adopt_offer.py"/>
        <source>row put in</source>
        <translation>插入的记录</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/adopt_offer.py"/>
        <source>row taken out</source>
        <translation>删除的记录</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/adopt_offer.py"/>
        <source>{count} values in {name} were changed outside the plugin. Look at them: accept them into the history or put the recorded values back.</source>
        <translation>“{name}”中有{count}处内容在插件之外被修改。请逐项查看：采纳并记入历史，或恢复为原记录值。</translation>
    </message>
</context>
<context>
    <name>AdoptDialog</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/adopt_dialog.py"/>
        <source>Accept</source>
        <translation>采纳</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/adopt_dialog.py"/>
        <source>Choice</source>
        <translation>处理</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/adopt_dialog.py"/>
        <source>Edits made outside the plugin</source>
        <translation>插件之外的修改</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/adopt_dialog.py"/>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/adopt_dialog.py"/>
        <source>Found</source>
        <translation>现值</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/adopt_dialog.py"/>
        <source>Put Back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/adopt_dialog.py"/>
        <source>Reason, for the history</source>
        <translation>理由（记入历史）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/adopt_dialog.py"/>
        <source>Recorded</source>
        <translation>记录值</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/adopt_dialog.py"/>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/adopt_dialog.py"/>
        <source>accept</source>
        <translation>采纳</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/adopt_dialog.py"/>
        <source>put back</source>
        <translation>恢复</translation>
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
    <name>Campaign</name>
    <message>
        <location filename="../anyue_farmland_plugin/core/campaign.py"/>
        <source>{after} ({second}) lies before {before} ({first}). Correct one of them.</source>
        <translation>{after}（{second}）早于{before}（{first}）。请改正其中之一。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/cli/calendar.py"/>
        <location filename="../anyue_farmland_plugin/core/campaign.py"/>
        <source>{key}: “{text}” is no date. Write it like 2022-11-20.</source>
        <translation>{key}：“{text}”不是日期。请按2022-11-20的格式填写。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/campaign.py"/>
        <source>{key}: “{text}” is no number of days. Write it like 30.</source>
        <translation>{key}：“{text}”不是天数。请填写如30的数字。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/campaign.py"/>
        <source>{names} is no date of the campaign. Known: {known}.</source>
        <translation>{names}不是行动日程中的日期。可设置：{known}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/cli/calendar.py"/>
        <source>“{text}”: write a date like report_by=2022-11-20.</source>
        <translation>“{text}”：请按report_by=2022-11-20的格式填写日期。</translation>
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
    <name>CaseHistory</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/case_history.py"/>
        <source>History ({count})</source>
        <translation>历史（{count}）</translation>
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
        <location filename="../anyue_farmland_plugin/workflow/processes.py"/>
        <source>A process of this run ended before its work was done. It may have lacked memory: close other programs and run again.</source>
        <translation>本次运算的一个进程未完成即中止，可能是内存不足。请关闭其他程序后重试。</translation>
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
    <name>ConflictQueue</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/conflict_queue.py"/>
        <source>1–9 choose · N next · P back · Esc leave</source>
        <translation>1–9 选择 · N 下一项 · P 上一项 · Esc 离开</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/conflict_queue.py"/>
        <source>Before: {value}</source>
        <translation>原值：{value}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/conflict_queue.py"/>
        <source>Questions from merging</source>
        <translation>合并待决问题</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/conflict_queue.py"/>
        <source>There is no open question.</source>
        <translation>没有待决问题。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/conflict_queue.py"/>
        <source>no township</source>
        <translation>乡镇不明</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/conflict_queue.py"/>
        <source>polygon {digest}…</source>
        <translation>图形{digest}…</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/conflict_queue.py"/>
        <source>stands now</source>
        <translation>暂用此值</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/conflict_queue.py"/>
        <source>{place} of {count} · {number} · {town}</source>
        <translation>第{place}项，共{count}项 · {number} · {town}</translation>
    </message>
</context>
<context>
    <name>Conflicts</name>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/conflicts.py"/>
        <source>Polygon</source>
        <translation>图形</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/conflicts.py"/>
        <source>The role {role} may only look.</source>
        <translation>角色{role}只能查看。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/conflicts.py"/>
        <source>There is no choice {choice}; choose 1 to {last}.</source>
        <translation>没有选项{choice}，请选择1至{last}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/conflicts.py"/>
        <source>There is no such question in this ledger.</source>
        <translation>台账中没有此问题。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/conflicts.py"/>
        <source>This polygon is not at hand any more; choose another.</source>
        <translation>该图形已不在手边，请选择其他选项。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/conflicts.py"/>
        <source>This question was answered by {actor} at {at}; nothing was written.</source>
        <translation>此问题已由{actor}于{at}处理，未写入任何内容。</translation>
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
    <name>Evidence</name>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_checks.py"/>
        <source>Add a photo ({stage}) by somebody who neither judged the case nor asked for closing.</source>
        <translation>请由既未认定该案件也未申请销号的人员补充一张照片（{stage}）。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_matrix.py"/>
        <source>Add at least one photo or document.</source>
        <translation>请至少添加一张照片或一份材料。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_matrix.py"/>
        <source>Add {what}.</source>
        <translation>请补充：{what}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_matrix.py"/>
        <source>Add {what}: {count} are needed, {found} are there.</source>
        <translation>请补充：{what}，需要{count}份，现有{found}份。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_checks.py"/>
        <source>Every photo ({stage}) is doubtful: far away, edited, without Exif, used elsewhere, older than those from before, or not examined. Take a new one on site.</source>
        <translation>全部照片（{stage}）存疑：距离过远、经过编辑、无Exif、他处已用、早于整改前照片，或尚未检查。请到现场重新拍摄。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/documents.py"/>
        <source>Give the number, the title or the file of the document.</source>
        <translation>请填写材料的文号、标题或选择文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/evidence_matching.py"/>
        <source>It has no position, and nobody inspected a case when it was taken.</source>
        <translation>照片没有位置，拍摄时也无人核查案件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/evidence_matching.py"/>
        <source>It is evidence already: {cases}.</source>
        <translation>该文件已是举证材料：{cases}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/evidence_matching.py"/>
        <source>It tells neither position nor time.</source>
        <translation>照片既无位置也无时间。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/evidence.py"/>
        <source>Name the cases of the evidence; this ledger does not have: {cases}.</source>
        <translation>请填写举证所属案件；本台账中没有：{cases}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/evidence_matching.py"/>
        <source>No case lies within {metres} m of where it was taken.</source>
        <translation>拍摄地点{metres}米范围内没有案件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_checks.py"/>
        <source>No photo ({stage}) looks the way one from before does.</source>
        <translation>没有照片（{stage}）与整改前照片方向一致。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_checks.py"/>
        <source>No photo ({stage}) tells position, time and direction.</source>
        <translation>没有照片（{stage}）同时具备位置、时间和方位。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/evidence_audit.py"/>
        <source>One file is evidence of several cases or stages: {cases}.</source>
        <translation>同一文件用于多个案件或阶段的举证：{cases}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/evidence_audit.py"/>
        <source>Pictures that look the same are evidence of several cases or stages: {cases}.</source>
        <translation>外观相同的照片用于多个案件或阶段的举证：{cases}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_flags.py"/>
        <source>Pillow is not installed: the picture itself was not looked at</source>
        <translation>未安装Pillow：未查看照片画面</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/evidence_matching.py"/>
        <source>Taken inside the case.</source>
        <translation>在案件图斑内拍摄。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/evidence_matching.py"/>
        <source>Taken {metres} m from the case, but the camera looked past it.</source>
        <translation>距案件{metres}米拍摄，但镜头未对准案件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/evidence_matching.py"/>
        <source>Taken {metres} m from the case, which lies in its view.</source>
        <translation>距案件{metres}米拍摄，案件在视场内。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/evidence_matching.py"/>
        <source>Taken {metres} m from the case; where the camera looked is not known.</source>
        <translation>距案件{metres}米拍摄，镜头方向不明。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/evidence_files.py"/>
        <source>The disk of {folder} is full; the file was not taken in.</source>
        <translation>“{folder}”所在磁盘已满，文件未接收。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_checks.py"/>
        <source>The photos of the crop ({stage}) are of one season; two are needed.</source>
        <translation>作物照片（{stage}）只有一个季节，需要两个季节。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/documents.py"/>
        <source>The {name} of the document is too long or holds letters nobody sees.</source>
        <translation>材料的{name}过长或含有不可见字符。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/evidence_of_case.py"/>
        <source>There is no case {case} in this ledger.</source>
        <translation>本台账中没有案件{case}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/evidence.py"/>
        <source>There is no evidence {evidence} in this ledger.</source>
        <translation>台账中没有举证材料{evidence}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/evidence.py"/>
        <source>There is no file to add.</source>
        <translation>没有可添加的文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/evidence_of_case.py"/>
        <source>This ledger has no case {names}. Give the number of the case.</source>
        <translation>本台账中没有案件{names}。请填写案件号。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_flags.py"/>
        <source>a picture that looks the same is evidence elsewhere</source>
        <translation>外观相同的照片已在他处举证</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_flags.py"/>
        <source>its thumbnail shows another picture</source>
        <translation>缩略图与照片画面不一致</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_flags.py"/>
        <source>lacks the maker's own notes</source>
        <translation>缺少相机厂商信息</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_flags.py"/>
        <source>no position</source>
        <translation>无位置</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_flags.py"/>
        <source>no time</source>
        <translation>无时间</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_flags.py"/>
        <source>no time zone; the time of China was taken</source>
        <translation>无时区，按中国时间处理</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_flags.py"/>
        <source>nothing from the camera in it (no Exif): a forwarded copy or screenshot</source>
        <translation>没有相机信息（无Exif）：系转发件或截图</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_matrix.py"/>
        <source>photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_flags.py"/>
        <source>saved again after it was taken</source>
        <translation>拍摄后重新保存过</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_flags.py"/>
        <source>taken before the change was seen</source>
        <translation>早于变化发现时间拍摄</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_flags.py"/>
        <source>taken later than now</source>
        <translation>拍摄时间晚于当前时间</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_flags.py"/>
        <source>taken more than 200 m from the case</source>
        <translation>距案件超过200米拍摄</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_flags.py"/>
        <source>the camera looked past the case</source>
        <translation>镜头未对准案件</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_flags.py"/>
        <source>the camera's clock differs from the satellites'</source>
        <translation>相机时钟与卫星时间不一致</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_flags.py"/>
        <source>the ending of its name is not that of its content</source>
        <translation>文件扩展名与内容不符</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_flags.py"/>
        <source>the picture is cut off or damaged</source>
        <translation>照片不完整或已损坏</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_flags.py"/>
        <source>the picture shows nothing</source>
        <translation>照片没有画面内容</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_flags.py"/>
        <source>the position in the file is not the one that was entered</source>
        <translation>文件中的位置与填写的位置不一致</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_flags.py"/>
        <source>the same file is evidence elsewhere</source>
        <translation>同一文件已在他处举证</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_flags.py"/>
        <source>this kind of picture file is not read; it was only copied</source>
        <translation>不支持读取此类图片，仅作复制</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_flags.py"/>
        <source>too many pixels to look at</source>
        <translation>像素过多，未查看画面</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_flags.py"/>
        <source>written by a picture editor</source>
        <translation>由图片编辑软件写出</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/evidence_files.py"/>
        <source>{count} files of evidence are not in the folder {folder}: {names}</source>
        <translation>文件夹“{folder}”中缺少{count}个举证文件：{names}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/evidence_files.py"/>
        <location filename="../anyue_farmland_plugin/workflow/picture_reading.py"/>
        <source>{file} cannot be read ({reason}). Check the file.</source>
        <translation>文件“{file}”无法读取（{reason}）。请检查文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/documents.py"/>
        <source>{file} holds macros; save it without them or as PDF.</source>
        <translation>文件“{file}”含有宏，请另存为不含宏的文件或PDF。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/picture_reading.py"/>
        <source>{file} is a link, a folder or empty; only files with content are taken in.</source>
        <translation>“{file}”是链接、文件夹或空文件，只接收有内容的文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/picture_reading.py"/>
        <source>{file} is larger than {most} MB; make it smaller or split it.</source>
        <translation>文件“{file}”超过{most} MB，请缩小或拆分。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/documents.py"/>
        <source>{file} is no document (PDF, OFD, Word, Excel, picture), whatever its name says. Leave it out.</source>
        <translation>文件“{file}”的内容不是文档（PDF、OFD、Word、Excel、图片），与文件名无关。请去掉该文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/picture_reading.py"/>
        <source>{file} is no photo (JPEG, PNG, WebP or HEIC), whatever its name says. Leave it out.</source>
        <translation>文件“{file}”的内容不是照片（JPEG、PNG、WebP或HEIC），与文件名无关。请去掉该文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/evidence_matching.py"/>
        <source>{folder} cannot be listed ({reason}).</source>
        <translation>“{folder}”无法列出（{reason}）。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/evidence_files.py"/>
        <source>{folder} cannot be written ({reason}). Check the rights of the folder.</source>
        <translation>“{folder}”无法写入（{reason}）。请检查文件夹权限。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/evidence_matching.py"/>
        <source>{folder} holds more than {most} files; match its parts one by one.</source>
        <translation>“{folder}”中的文件超过{most}个，请分批匹配。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/evidence_matching.py"/>
        <source>{folder} is no folder.</source>
        <translation>“{folder}”不是文件夹。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/evidence_matching.py"/>
        <source>{inspector} inspected the case {minutes} minutes before or after.</source>
        <translation>{inspector}在拍摄前后{minutes}分钟内核查过该案件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/evidence_audit.py"/>
        <source>{name} in {folder} is left of an interrupted copy; it may be deleted.</source>
        <translation>“{folder}”中的{name}是复制中断后的残留，可以删除。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/evidence_audit.py"/>
        <source>{name} in {folder} was changed after it came in; {cases}.</source>
        <translation>“{folder}”中的{name}接收后被改动；{cases}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/evidence_audit.py"/>
        <source>{name} is missing from {folder}; it belongs to {cases}.</source>
        <translation>“{folder}”中缺少{name}，它属于{cases}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/evidence_audit.py"/>
        <source>{name} lies in {folder} but belongs to no evidence.</source>
        <translation>“{folder}”中的{name}不属于任何举证材料。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_words.py"/>
        <source>“{code}” is no kind of evidence here; known are {known}.</source>
        <translation>“{code}”不是举证材料种类，可用种类：{known}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/core/evidence_words.py"/>
        <source>“{code}” is no stage; known are {known}.</source>
        <translation>“{code}”不是举证阶段，可用阶段：{known}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/documents.py"/>
        <source>“{day}” is no day; write it as 2022-11-20.</source>
        <translation>“{day}”不是日期，请按2022-11-20的格式填写。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/evidence_files.py"/>
        <source>“{name}” is no name of a file in {folder}; it was not opened.</source>
        <translation>“{name}”不是“{folder}”中的文件名，未打开。</translation>
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
    <name>FieldProject</name>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/field_project.py"/>
        <source>QGIS cannot show {name} of {file}.</source>
        <translation>QGIS无法显示“{file}”中的{name}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/bridge/field_project.py"/>
        <source>QGIS could not write {file}: {reason}.</source>
        <translation>QGIS无法写入“{file}”：{reason}。</translation>
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
    <name>History</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/history_words.py"/>
        <source>case made</source>
        <translation>建立案件</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/history_words.py"/>
        <source>changed outside the plugin, adopted</source>
        <translation>插件之外修改，已采纳</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/history_words.py"/>
        <source>changed outside the plugin, set back</source>
        <translation>插件之外修改，已恢复</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/history_words.py"/>
        <source>conflict decided</source>
        <translation>冲突已裁定</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/history_words.py"/>
        <source>merge taken back</source>
        <translation>撤销合并</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/history_words.py"/>
        <source>reason: {text}</source>
        <translation>理由：{text}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/history_words.py"/>
        <source>taken back</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/history_words.py"/>
        <source>taken over from a field package</source>
        <translation>由外业包并入</translation>
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
        <location filename="../anyue_farmland_plugin/ledger/swapping.py"/>
        <source>Another program has ledger {name} open and keeps it; nothing was changed. Close it there and try again.</source>
        <translation>其他程序一直占用台账“{name}”，未作任何改动。请在该程序中关闭后重试。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/turns.py"/>
        <source>Another program is writing to ledger {name}: {holder}; nothing was written. Wait until it has finished and try again.</source>
        <translation>其他程序正在写入台账“{name}”：{holder}。未写入任何内容，请待其完成后重试。</translation>
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
        <location filename="../anyue_farmland_plugin/ledger/gate.py"/>
        <source>Ledger {file} was changed by another program: {reason}. It was left untouched. Rescue its rows into a new ledger, or take a backup.</source>
        <translation>台账“{file}”被其他程序改动：{reason}。未作任何处理。请将其内容抢救到新台账，或使用备份。</translation>
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
        <location filename="../anyue_farmland_plugin/ledger/recognising.py"/>
        <source>Ledger {name} has version {found}, this plugin knows version {known}; it was left untouched. Install the plugin version that made it.</source>
        <translation>台账“{name}”的版本为{found}，本插件支持的版本为{known}，未作任何改动。请安装生成该台账的插件版本。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/turns.py"/>
        <source>Ledger {name} is being read for long by another window or program; nothing was written. Try again when it has finished.</source>
        <translation>其他窗口或程序正在长时间读取台账“{name}”，未写入任何内容。请待其完成后重试。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/explaining.py"/>
        <source>Ledger {name} is damaged ({detail}); nothing was written. Use a backup copy.</source>
        <translation>台账“{name}”已损坏（{detail}），未写入任何内容。请使用备份。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/turns.py"/>
        <source>Ledger {name} is in use by this very step; nothing was written.</source>
        <translation>台账“{name}”正被本步骤使用，未写入任何内容。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/recognising.py"/>
        <source>Ledger {name} lies on {place}, where simultaneous writing destroys ledgers; it can be read there but nothing was written. Copy it to a disk of this computer and work on the copy.</source>
        <translation>台账“{name}”位于{place}，多方同时写入会损坏台账；在该处只能查看，未写入任何内容。请复制到本机磁盘后使用副本。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/explaining.py"/>
        <source>Ledger {name} or its folder is read-only; nothing was written. Copy it to a folder you may write to.</source>
        <translation>台账“{name}”或其文件夹为只读，未写入任何内容。请将台账复制到有写入权限的文件夹。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/recognising.py"/>
        <source>Ledger {name} was made by an earlier version of the plugin; nothing was written. Open it once in this version to bring it up to date.</source>
        <translation>台账“{name}”由插件早期版本生成，未写入任何内容。请先在本版本中打开一次以完成升级。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/explaining.py"/>
        <source>Ledger {name} was replaced, moved or deleted by another program while it was written; the file that is there now does not hold the entry. Open the ledger again and repeat it.</source>
        <translation>写入时台账“{name}”被其他程序替换、移动或删除；现有文件中没有此次填写的内容。请重新打开台账后再填写一次。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/migrations_run.py"/>
        <source>Others keep writing to ledger {name} with an earlier version of the plugin; it was left as it was. Ask them to close it, then try again.</source>
        <translation>其他人仍在用插件早期版本写入台账“{name}”，未作任何改动。请其关闭后重试。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/migrations.py"/>
        <source>Table events of this ledger was altered by another program; the ledger was left as it was. Rescue it into a new file.</source>
        <translation>台账的变更记录表被其他程序改动，未作任何处理。请将其抢救到新文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/backups.py"/>
        <source>The copy {name} is not what was read; it was thrown away. Check the disk, then verify the ledger.</source>
        <translation>副本“{name}”与读取内容不一致，已丢弃。请检查磁盘并核验台账。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/explaining.py"/>
        <source>The disk failed while ledger {name} was used ({detail}); nothing was written. Check the disk or the connection to it.</source>
        <translation>使用台账“{name}”时磁盘出错（{detail}），未写入任何内容。请检查磁盘或其连接。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/backups.py"/>
        <source>The disk has no room for a copy of ledger {name} in {folder}; nothing was written. Free some space and try again.</source>
        <translation>磁盘空间不足，无法在“{folder}”中复制台账“{name}”，未写入任何内容。请腾出空间后重试。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/compact.py"/>
        <source>The disk has no room to compact ledger {name}: twice its size is needed for a moment; nothing was changed.</source>
        <translation>磁盘空间不足，无法压缩台账“{name}”（暂需两倍空间），未作任何改动。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/explaining.py"/>
        <source>The disk of ledger {name} is full; nothing was written. Free some space and try again.</source>
        <translation>台账“{name}”所在磁盘已满，未写入任何内容。请腾出空间后重试。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_geometry.py"/>
        <source>The geometry is not a GeoPackage geometry.</source>
        <translation>图形不是GeoPackage图形。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/compact.py"/>
        <source>The rebuilt copy of ledger {name} is not what it was made from; nothing was changed.</source>
        <translation>台账“{name}”重建的副本与原文件不一致，未作任何改动。</translation>
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
        <location filename="../anyue_farmland_plugin/ledger/recognising.py"/>
        <source>There is no ledger {name} in {folder}.</source>
        <translation>“{folder}”中没有台账“{name}”。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/backups_restore.py"/>
        <source>This backup is of another ledger than {name}; nothing was changed. Restore it into a new file instead.</source>
        <translation>该备份属于其他台账，不是“{name}”，未作任何改动。请将其恢复为新文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/swapping.py"/>
        <source>What was to take the place of ledger {name} is damaged ({detail}); nothing was changed.</source>
        <translation>用于替换台账“{name}”的文件已损坏（{detail}），未作任何改动。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/backups_restore.py"/>
        <location filename="../anyue_farmland_plugin/ledger/new_files.py"/>
        <source>{name} exists already; it was left untouched.</source>
        <translation>“{name}”已存在，未作任何改动。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/gate.py"/>
        <source>{name} is a view, not a table</source>
        <translation>{name}是视图，不是表</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/recognising.py"/>
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
        <location filename="../anyue_farmland_plugin/ledger/recognising.py"/>
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
    <name>LedgerCare</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/ledger_care.py"/>
        <source>No merge left a question open.</source>
        <translation>合并没有留下待决问题。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/ledger_care.py"/>
        <source>Open a ledger first.</source>
        <translation>请先打开台账。</translation>
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
    <name>LedgerWatch</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/ledger_watch.py"/>
        <source>Compact…</source>
        <translation>压缩…</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/ledger_watch.py"/>
        <source>Decide</source>
        <translation>裁定</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/ledger_watch.py"/>
        <source>Field package of {whose}, made on {day}.</source>
        <translation>{whose}外业包，{day}制作。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/ledger_watch.py"/>
        <source>Looking at {name}</source>
        <translation>正在检查“{name}”</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/ledger_watch.py"/>
        <source>Look…</source>
        <translation>查看…</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/ledger_watch.py"/>
        <source>The campaign is over: {count} unfinished cases belong on the watch list.</source>
        <translation>集中整治已结束：{count}个未完成案件应转入挂账监管。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/ledger_watch.py"/>
        <source>This ledger is of an earlier version; the next entry brings it up to date.</source>
        <translation>此台账为早期版本，下次填写时自动升级。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/ledger_watch.py"/>
        <source>Verify</source>
        <translation>核验</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/ledger_watch.py"/>
        <source>Watch list</source>
        <translation>挂账监管</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/ledger_watch.py"/>
        <source>Watch…</source>
        <translation>挂账…</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/ledger_watch.py"/>
        <source>Why are these cases not finished?</source>
        <translation>这些案件未完成的原因是什么？</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/ledger_watch.py"/>
        <source>{accepted} edits are part of the history now, {restored} values were put back.</source>
        <translation>已采纳{accepted}处修改并记入历史，恢复{restored}处原值。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/ledger_watch.py"/>
        <source>{count} cases are on the watch list.</source>
        <translation>{count}个案件已转入挂账监管。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/ledger_watch.py"/>
        <source>{count} cases are past their deadline.</source>
        <translation>{count}个案件已超过处置时限。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/ledger_watch.py"/>
        <source>{count} entries of field packages contradict each other.</source>
        <translation>外业包中有{count}项内容互相矛盾。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/ledger_watch.py"/>
        <source>{share} % of this file hold nothing any more.</source>
        <translation>文件中{share} % 的空间已不再使用。</translation>
    </message>
</context>
<context>
    <name>LifeCycle</name>
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
        <source>Or give the reason why there is none.</source>
        <translation>或说明没有的理由。</translation>
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
        <source>{count} photos do not say yet whether they show before or after.</source>
        <translation>{count}张照片尚未注明整改前或整改后。</translation>
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
        <source>Closed by the county without all of its evidence.</source>
        <translation>县级在举证材料不全的情况下销号。</translation>
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
        <source>Evidence {name} is not in the evidence folder of the ledger.</source>
        <translation>台账的举证文件夹中没有材料{name}。</translation>
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
    <name>LocalCopy</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/ledger_chooser.py"/>
        <source>Copy to “{folder}” and open</source>
        <translation>复制到“{folder}”并打开</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/ledger_chooser.py"/>
        <source>Copying {name}</source>
        <translation>正在复制“{name}”</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/ledger_chooser.py"/>
        <source>This ledger lies on {place}: it can be looked at there, but not written.</source>
        <translation>此台账位于{place}：在该处只能查看，不能填写。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/ledger_chooser.py"/>
        <source>{path} is open now; the ledger it was copied from stays as it is.</source>
        <translation>已打开“{path}”；原台账保持不变。</translation>
    </message>
</context>
<context>
    <name>MakeFieldPackages</name>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/make_field_packages.py"/>
        <source>Folder for the packages</source>
        <translation>外业包存放文件夹</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/make_field_packages.py"/>
        <source>Inspector the packages are for</source>
        <translation>外业包核查人</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/make_field_packages.py"/>
        <source>Layers to take along, cut to the neighbourhood</source>
        <translation>随包图层（按案件周边裁切）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/make_field_packages.py"/>
        <source>Ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/make_field_packages.py"/>
        <source>Make field packages</source>
        <translation>制作外业包</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/make_field_packages.py"/>
        <source>One zip per package</source>
        <translation>每包一个zip文件</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/make_field_packages.py"/>
        <source>Packages made</source>
        <translation>已制作的外业包</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/make_field_packages.py"/>
        <source>Townships (codes or names; empty: all)</source>
        <translation>乡镇（街道）（代码或名称；留空为全部）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/make_field_packages.py"/>
        <source>Valid until (YYYY-MM-DD)</source>
        <translation>有效期至（YYYY-MM-DD）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/make_field_packages.py"/>
        <source>Where they are, one a line</source>
        <translation>外业包位置，每行一个</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/make_field_packages.py"/>
        <source>With names and phone numbers</source>
        <translation>包含姓名和电话号码</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/make_field_packages.py"/>
        <source>Writes a folder per township with its open cases as a ledger of their own, the photos that belong to them, the neighbourhood of the cases cut out of the given layers, a project for QGIS, QField and Mergin Maps, and a page that says how to use it. TOWNS are codes or names, comma separated; empty means every township with open cases. PERSON alone packs the open cases that person inspects; with TOWNS it names who gets the packages. Names, phone and identity numbers are masked unless NAMES is set. Packages come back through “Merge packages”; an earlier package is never overwritten.</source>
        <translation>为每个乡镇（街道）生成一个文件夹：其未办结案件构成独立台账，附所属照片、从所给图层裁切的案件周边图形、供QGIS、QField和Mergin Maps使用的工程，以及使用说明。TOWNS填写代码或名称，以逗号分隔；留空表示所有有未办结案件的乡镇。仅填PERSON时打包该人核查的未办结案件；与TOWNS同填时表示接收人。除非勾选NAMES，姓名、电话和证件号码均作遮蔽。外业包通过“合并外业包”收回；从不覆盖已有的外业包。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/make_field_packages.py"/>
        <source>field,package,offline,township,inspector,QField,Mergin,ledger</source>
        <translation>外业,外业包,离线,乡镇,核查人,QField,Mergin,台账</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/make_field_packages.py"/>
        <source>{path}: {cases} cases, {photos} photos, head of the chain {head}</source>
        <translation>{path}：案件{cases}个，照片{photos}张，链头{head}</translation>
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
    <name>Merge</name>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_rows.py"/>
        <source>Case {case} lies on ground that another case claimed first; see whether both are one.</source>
        <translation>案件{case}位于另一案件先占的地面上，请核对两者是否为同一处。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_undo.py"/>
        <source>Case {case} was changed since the merge; it cannot be taken back. Enter the right values instead.</source>
        <translation>案件{case}在合并后又被修改，不能撤销合并。请直接填写正确的值。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_reading.py"/>
        <source>Case {case} was put in outside the plugin, without a clue; it was left out.</source>
        <translation>案件{case}系在插件之外插入且没有线索，未并入。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge.py"/>
        <source>Case {case}: {column} was changed outside the plugin when the package came back before, and is not now; the earlier value stands.</source>
        <translation>案件{case}：{column}在上次收回时于插件之外被改过，现已不是该值，以上次的值为准。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_reading.py"/>
        <source>Case {case}: {column} was changed outside the plugin, which is never taken over.</source>
        <translation>案件{case}：{column}在插件之外被修改，该字段从不采纳此类修改。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_rows.py"/>
        <source>Clue {clue} was put into a delivery of the county outside the plugin; it was left out.</source>
        <translation>线索{clue}系在插件之外加入县级接收批次，未并入。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_cases.py"/>
        <source>Copies of a package gave the number {wanted} twice; one case is now {number}.</source>
        <translation>同一外业包的副本重复使用编号{wanted}，其中一案现编号为{number}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_undo.py"/>
        <source>Merge taken back</source>
        <translation>撤销合并</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_reading.py"/>
        <source>Not taken in: {row}</source>
        <translation>未并入：{row}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge.py"/>
        <source>Package {package} ({people})</source>
        <translation>外业包{package}（{people}）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge.py"/>
        <source>Stopped; nothing was merged.</source>
        <translation>已停止，未合并任何内容。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge.py"/>
        <source>Stopped; the packages merged so far are complete.</source>
        <translation>已停止，此前已合并的外业包完整有效。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_files.py"/>
        <source>The file {name} did not come with the package; its row was taken in.</source>
        <translation>文件{name}未随包带回，其记录已并入。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_cases.py"/>
        <source>The package tells of case {case} but does not hold it; nothing was merged.</source>
        <translation>外业包提到案件{case}但其中没有该案件，未合并任何内容。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_cases.py"/>
        <source>The polygon of case {case} is not at hand any more; it was left as it is.</source>
        <translation>案件{case}的图形已不在手边，保持原状。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_undo.py"/>
        <source>There is no merge to take back.</source>
        <translation>没有可撤销的合并。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_reading.py"/>
        <source>its base was added to.</source>
        <translation>其底本被添加了内容。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_reading.py"/>
        <source>its event {seq} does not follow from the one before it, or was changed.</source>
        <translation>其第{seq}号变更记录与前一号不衔接，或被改动。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_reading.py"/>
        <source>nothing says what it was packed with.</source>
        <translation>没有打包内容的说明。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_reading.py"/>
        <source>rows of the table {table} are not those it was packed with.</source>
        <translation>表{table}的记录与打包时不一致。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_content.py"/>
        <source>the content of its event {seq} cannot be read.</source>
        <translation>其第{seq}号变更记录的内容无法读取。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_content.py"/>
        <source>what it was packed with of case {case} cannot be read.</source>
        <translation>其打包时的案件{case}底本无法读取。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_reading.py"/>
        <source>{file} had to be back by {day}; it was merged all the same.</source>
        <translation>“{file}”应于{day}前收回，仍已合并。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_reading.py"/>
        <source>{file} is a ledger, but no field package of one; only packages can be merged.</source>
        <translation>“{file}”是台账，但不是本台账的外业包；只能合并外业包。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge.py"/>
        <source>{file} is in {crs}, the ledger is not; nothing was merged. Ask for the package again.</source>
        <translation>“{file}”的坐标系为{crs}，与台账不同，未合并任何内容。请重新索取外业包。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge.py"/>
        <source>{file} is older than the first event of this ledger; it was merged all the same.</source>
        <translation>“{file}”早于本台账的第一号变更记录，仍已合并。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge.py"/>
        <source>{file} was made from a state of this ledger that it does not have any more (event {seq}); nothing was merged. If an older backup was restored, restore the newest one first.</source>
        <translation>“{file}”依据的台账状态（第{seq}号变更记录）在本台账中已不存在，未合并任何内容。如曾恢复旧备份，请先恢复最新备份。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge.py"/>
        <source>{file} was made from another ledger ({parent}…), not from this one ({own}…); nothing was merged. Choose the ledger it came from.</source>
        <translation>“{file}”由其他台账（{parent}…）制作，不是本台账（{own}…），未合并任何内容。请选择其来源台账。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge.py"/>
        <source>{file} was merged before; it brings nothing new.</source>
        <translation>“{file}”此前已合并，没有新内容。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_reading.py"/>
        <source>{file} was not merged: {reason} Ask for the package again.</source>
        <translation>“{file}”未合并：{reason}请重新索取外业包。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge.py"/>
        <source>{file}: {changed} cases changed, {new} new, {photos} photos, {questions} questions for a person.</source>
        <translation>“{file}”：修改案件{changed}个，新增{new}个，照片{photos}张，待决问题{questions}个。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_arrival.py"/>
        <source>{name} holds {count} packages, not one; choose the package file (.gpkg) itself.</source>
        <translation>“{name}”中有{count}个外业包，不是一个；请直接选择外业包文件（.gpkg）。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_rows.py"/>
        <source>{table} {row} differs from the ledger's and belongs to no case; it was left out.</source>
        <translation>{table} {row}与台账不同且不属于任何案件，未并入。</translation>
    </message>
</context>
<context>
    <name>MergeJob</name>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_job.py"/>
        <source>Base: event of this ledger</source>
        <translation>底本：本台账变更记录号</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_job.py"/>
        <source>Events taken in</source>
        <translation>并入的变更记录</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_job.py"/>
        <source>Head of the package's chain</source>
        <translation>外业包链头</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_job.py"/>
        <source>Made</source>
        <translation>制作时间</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_job.py"/>
        <source>Package</source>
        <translation>外业包</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_job.py"/>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_job.py"/>
        <source>Townships</source>
        <translation>乡镇（街道）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/merge_job.py"/>
        <source>Worked in it</source>
        <translation>参与人员</translation>
    </message>
</context>
<context>
    <name>MergePackages</name>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/merge_packages.py"/>
        <source>HTML files (*.html)</source>
        <translation>HTML文件 (*.html)</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/merge_packages.py"/>
        <source>Head of the chain: {head}</source>
        <translation>链头校验值：{head}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/merge_packages.py"/>
        <source>Ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/merge_packages.py"/>
        <source>Merge packages</source>
        <translation>合并外业包</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/merge_packages.py"/>
        <source>Only say what would come</source>
        <translation>只预览，不写入</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/merge_packages.py"/>
        <source>Packages</source>
        <translation>外业包</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/merge_packages.py"/>
        <source>Packages merged</source>
        <translation>已合并外业包</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/merge_packages.py"/>
        <source>Parameter PACKAGES is empty; choose at least one package.</source>
        <translation>参数PACKAGES为空，请至少选择一个外业包。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/merge_packages.py"/>
        <source>Questions for a person</source>
        <translation>待决问题</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/merge_packages.py"/>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/merge_packages.py"/>
        <source>Takes field packages (files, their folders or zips) back into the ledger they were made from, field by field, after a backup. What only one side changed is taken; where both sides changed a field, the further status, the higher role or a person decides, never a clock. Questions for a person are counted in CONFLICTS and wait in the inspection panel. Packages may come in any order, twice, or from an older state. DRY_RUN says what would come and writes nothing. A package that was altered, or belongs to another ledger, is refused and nothing is merged.</source>
        <translation>先备份，再把外业包（文件、文件夹或zip）逐字段并回其来源台账。只有一方修改的内容直接采用；双方都修改的字段，取进度更靠后的状态、层级更高的角色，或由人裁定，从不以时钟为准。待决问题计入CONFLICTS，并在核查面板中等待处理。外业包可以任意顺序、重复或以较早状态合并。DRY_RUN只说明结果而不写入。被改动过的外业包或属于其他台账的外业包一律拒绝，不合并任何内容。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/merge_packages.py"/>
        <source>Who merges</source>
        <translation>合并人</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/processing_provider/merge_packages.py"/>
        <source>merge,package,field,offline,conflict,township,ledger</source>
        <translation>合并,外业包,外业,离线,冲突,乡镇,台账</translation>
    </message>
</context>
<context>
    <name>MergeReport</name>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>About the package</source>
        <translation>外业包说明</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>After</source>
        <translation>合并后</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>Asked of a person</source>
        <translation>待人裁定</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>Backup made before: {name}</source>
        <translation>合并前备份：{name}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>Before</source>
        <translation>合并前</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>Case</source>
        <translation>案件</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>Edited outside the plugin and adopted; when and by whom is not known</source>
        <translation>插件之外修改并采纳，修改时间和修改人不明</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>Found</source>
        <translation>现值</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>Head of the event chain after the merge: number {seq}.</source>
        <translation>合并后链头：第{seq}号。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>Ledger {name} · {at} · {actor}</source>
        <translation>台账{name} · {at} · {actor}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>Merge of field packages</source>
        <translation>外业包合并</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>Never taken from packages</source>
        <translation>不从外业包采用</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>New cases</source>
        <translation>新增案件</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>Others say</source>
        <translation>其他各方取值</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>Preview of a merge: nothing was written</source>
        <translation>合并预览：未写入任何内容</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>Questions a person must answer: {count}</source>
        <translation>须由人裁定的问题：{count}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>Recorded</source>
        <translation>记录值</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>Stands meanwhile</source>
        <translation>暂用值</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>Taken over</source>
        <translation>已采用</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>Why</source>
        <translation>依据</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>computed by the county only</source>
        <translation>仅由县级计算</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>goes with the value it belongs to</source>
        <translation>随其所属的值</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>joined</source>
        <translation>合并取全</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>only the package changed it</source>
        <translation>只有外业包修改</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>the higher role</source>
        <translation>层级更高的角色</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>the number was given twice</source>
        <translation>编号重复</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>the same on all sides</source>
        <translation>各方一致</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>the status further along</source>
        <translation>进度更靠后的状态</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>{title}: {count}</source>
        <translation>{title}：{count}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/merge_report.py"/>
        <source>… and {count} more.</source>
        <translation>……另有{count}条。</translation>
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
        <location filename="../anyue_farmland_plugin/workflow/overlay_request.py"/>
        <source>{layer} lies in {ledger}, the file chosen as ledger; it was left untouched. Choose another ledger, or export the layer to a file of its own.</source>
        <translation>图层{layer}位于选作台账的文件“{ledger}”中，未作任何改动。请另选台账，或将图层导出为单独文件。</translation>
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
    <name>Packages</name>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/field_packages_folder.py"/>
        <source>QGIS is not here: the packages come without a project.</source>
        <translation>当前没有QGIS：外业包不含工程文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/field_packages_folder.py"/>
        <source>Stopped; the packages made so far are complete.</source>
        <translation>已停止，此前已制作的外业包完整有效。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/field_packages.py"/>
        <source>There is no case to pack.</source>
        <translation>没有可打包的案件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/field_packages_rows.py"/>
        <source>There is no case {case} in this ledger.</source>
        <translation>本台账中没有案件{case}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/field_packages_choice.py"/>
        <source>There is no open case to pack. Check TOWNS and PERSON.</source>
        <translation>没有可打包的未办结案件。请检查TOWNS和PERSON。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/field_packages_context.py"/>
        <source>{layer} has no coordinate system. Set it before it goes into a package.</source>
        <translation>图层{layer}没有坐标系。请先设置坐标系再打包。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/field_packages_folder.py"/>
        <source>{name} is not beside the ledger; it is missing in {package}.</source>
        <translation>{name}不在台账旁，{package}中缺少该文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/field_packages_folder.py"/>
        <source>{name} was changed after it was taken in; it was left out of {package}.</source>
        <translation>{name}接收后被改动，未放入{package}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/field_packages_folder.py"/>
        <source>“{text}” is no day. Write EXPIRES_ON like 2022-11-20.</source>
        <translation>“{text}”不是日期。EXPIRES_ON请按2022-11-20的格式填写。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/field_packages_choice.py"/>
        <source>“{town}” is no township of this ledger. Give codes or full names, comma separated.</source>
        <translation>“{town}”不是本台账的乡镇（街道）。请填写代码或全称，以逗号分隔。</translation>
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
    <name>Places</name>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/places.py"/>
        <source>a disk of this computer</source>
        <translation>本机磁盘</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/places.py"/>
        <source>a folder between Windows and Linux (WSL)</source>
        <translation>Windows与Linux之间的文件夹（WSL）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/places.py"/>
        <source>a network share</source>
        <translation>网络共享</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/places.py"/>
        <source>a removable disk</source>
        <translation>可移动磁盘</translation>
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
        <location filename="../anyue_farmland_plugin/export/rescue_report.py"/>
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
        <location filename="../anyue_farmland_plugin/export/rescue_report.py"/>
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
        <source>The chain shows whether anything was changed, taken out, put in or moved after it was written, and whether a table was edited past its events. It cannot show that an entry is true or that a person is who the name says. That the newest events were cut off, or everything was written anew, shows only when a head printed, signed or handed over earlier is given to this check.</source>
        <translation>校验链能说明变更记录写入后是否被改动、抽走、插入或调换，以及各表是否绕过变更记录被修改。它不能证明录入内容属实，也不能证明操作人就是所署姓名之人。最新记录被截去或整链重做，只有在核验时提供以前打印、签名或上报的链头才能发现。</translation>
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
        <location filename="../anyue_farmland_plugin/export/rescue_report.py"/>
        <source>What is wrong</source>
        <translation>问题说明</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/report.py"/>
        <source>What this check can and cannot tell</source>
        <translation>本次核验能说明什么、不能说明什么</translation>
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
    <name>Rescue</name>
    <message>
        <location filename="../anyue_farmland_plugin/export/rescue_report.py"/>
        <source>As read</source>
        <translation>直接读取</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/rescue_report.py"/>
        <source>By replay of events</source>
        <translation>由变更记录重放</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/rescue_report.py"/>
        <source>Everything was recovered; the new ledger {name} verifies.</source>
        <translation>全部恢复；新台账“{name}”核验通过。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/rescue_report.py"/>
        <source>From pages out of use</source>
        <translation>取自弃用页</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/rescue_report.py"/>
        <source>Key, where known</source>
        <translation>关键字（已知时）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/rescue_report.py"/>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/rescue_report.py"/>
        <source>Newest event of the new ledger: number {seq}. SHA-256 of the damaged file:</source>
        <translation>新台账最新变更记录：第{seq}号。损坏文件的SHA-256：</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/rescue_report.py"/>
        <source>Not recovered</source>
        <translation>未恢复</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/rescue.py"/>
        <source>Nothing of a ledger can be read in {name}; no new file was made. Take the newest backup from the folder of backups beside the ledger.</source>
        <translation>“{name}”中读不出任何台账内容，未生成新文件。请使用台账旁备份文件夹中的最新备份。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/rescue_report.py"/>
        <source>Pages of the damaged file: {pages}, of which {bad} could not be what they should be.</source>
        <translation>损坏文件共{pages}页，其中{bad}页内容不正常。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/rescue.py"/>
        <source>Reading the pages of {name}</source>
        <translation>正在读取“{name}”的各页</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/rescue_report.py"/>
        <source>Recovered rows</source>
        <translation>已恢复的记录</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/rescue_report.py"/>
        <source>Recovered without polygon</source>
        <translation>已恢复但没有图形</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/rescue.py"/>
        <source>Replaying events</source>
        <translation>正在重放变更记录</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/rescue_report.py"/>
        <source>Rescue of a damaged ledger</source>
        <translation>损坏台账抢救</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/rescue_report.py"/>
        <source>Row</source>
        <translation>记录</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/rescue_report.py"/>
        <source>Table</source>
        <translation>数据表</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/rescue_report.py"/>
        <source>The new ledger {name} holds what could be read. Compare the list of what is missing with the newest backup before you go on working, and keep the damaged file.</source>
        <translation>新台账“{name}”保存了可读出的内容。继续工作前请将缺失清单与最新备份核对，并保留损坏的文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/rescue.py"/>
        <source>The rescue was stopped; no new ledger was made.</source>
        <translation>抢救已停止，未生成新台账。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/rescue.py"/>
        <source>Verifying the new ledger</source>
        <translation>正在核验新台账</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/rescue_report.py"/>
        <source>What does not verify in the new ledger</source>
        <translation>新台账中核验不通过的内容</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/export/rescue_report.py"/>
        <source>{count} more are listed in the JSON report.</source>
        <translation>另有{count}条列于JSON报告。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/rescue.py"/>
        <source>{name} is missing or empty; there is nothing to rescue.</source>
        <translation>“{name}”不存在或为空，没有可抢救的内容。</translation>
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
    <name>Signing</name>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/signing.py"/>
        <source>Heads cannot be signed or checked here: the Python library cryptography is missing. Everything else works; install it to sign.</source>
        <translation>此处不能签署或核对链头：缺少Python库cryptography。其他功能不受影响，需要签署时请安装。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/signing.py"/>
        <source>The head was signed with another key than the one expected.</source>
        <translation>链头由另一密钥签署，与预期不符。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/signing.py"/>
        <source>The key file {name} exists or cannot be written; it was left untouched.</source>
        <translation>密钥文件{name}已存在或无法写入，未作任何改动。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/signing.py"/>
        <source>The signature does not belong to this head: head, time, person or key were changed.</source>
        <translation>签名与此链头不符：链头、时间、签署人或密钥被改动。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/signing.py"/>
        <source>This is no signature of a head.</source>
        <translation>这不是链头签名。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/heads.py"/>
        <source>{name} cannot be read as the file of a head.</source>
        <translation>{name}不能作为链头文件读取。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/signing.py"/>
        <source>{name} holds a key of another kind; make one for signing heads.</source>
        <translation>{name}中的密钥种类不符，请为签署链头另制密钥。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/signing.py"/>
        <source>{name} is not a key file that can be read; make one first.</source>
        <translation>{name}不是可读取的密钥文件，请先制作密钥。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/heads.py"/>
        <source>{name} tells no head of a ledger.</source>
        <translation>{name}中没有台账链头。</translation>
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
    <name>Upkeep</name>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/upkeep.py"/>
        <source>Another program changed the structure of this ledger ({names}). Verify it before you go on working.</source>
        <translation>其他程序改动了此台账的结构（{names}）。继续工作前请先核验。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/upkeep.py"/>
        <source>Ledger {name} is damaged: {detail}. Stop working in it: restore the newest backup, or rescue what can be read into a new file.</source>
        <translation>台账“{name}”已损坏：{detail}。请停止在其中工作：恢复最新备份，或将可读内容抢救到新文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/workflow/upkeep.py"/>
        <source>The look at the ledger was stopped.</source>
        <translation>台账检查已停止。</translation>
    </message>
</context>
<context>
    <name>UpkeepDialog</name>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>Back Up Now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>Backed up and checked: {name}</source>
        <translation>已备份并校验：{name}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>Compact</source>
        <translation>压缩</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>Compacted from {before} to {after} MB.</source>
        <translation>已由{before} MB压缩到{after} MB。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>Events</source>
        <translation>变更记录</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>Everything was recovered; the new ledger verifies.</source>
        <translation>全部恢复；新台账核验通过。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>Go Back to This Backup…</source>
        <translation>恢复到此备份…</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>Going back gives up {count} events from {first} on, by {people}. The present ledger is kept as a backup, and the chain records the step. Go back?</source>
        <translation>恢复后将放弃自第{first}号起的{count}条变更记录（{people}）。现有台账另存为备份，此步骤记入校验链。是否恢复？</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>Ledger upkeep: {name}</source>
        <translation>台账维护：{name}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>Made</source>
        <translation>时间</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>New ledger: {name}</source>
        <translation>新台账：{name}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>Rescue into a New Ledger</source>
        <translation>抢救到新台账</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>Rescue into a New Ledger…</source>
        <translation>抢救到新台账…</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>Rescued with gaps: {count} rows are missing. Read {name}.</source>
        <translation>已抢救但有缺失：{count}条记录未恢复。请查看{name}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>Save Backup as New Ledger</source>
        <translation>将备份另存为新台账</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>Save Backup as New Ledger…</source>
        <translation>将备份另存为新台账…</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>Stopped; nothing was changed.</source>
        <translation>已停止，未作任何改动。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>The backup has every event of the ledger. Put it in the ledger's place?</source>
        <translation>该备份含有台账的全部变更记录。是否用它替换台账？</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>The backup is in place; what was there before is kept as {name}.</source>
        <translation>备份已就位；原文件保存为{name}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>The ledger cannot be read. Put the backup in its place? The damaged file is kept.</source>
        <translation>台账无法读取。是否用备份替换？损坏的文件将保留。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>asked for</source>
        <translation>手动</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>before a merge</source>
        <translation>合并前</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>before a new version</source>
        <translation>升级前</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>before compacting</source>
        <translation>压缩前</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>before edits were adopted</source>
        <translation>采纳外部修改前</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>before going back</source>
        <translation>恢复前</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>first work of the day</source>
        <translation>当日首次填写</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/gui/upkeep_dialog.py"/>
        <source>{name} restored</source>
        <translation>{name}已恢复</translation>
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
        <location filename="../anyue_farmland_plugin/ledger/verify.py"/>
        <source>Because of the broken chain {count} objects cannot be compared with their events: {names}</source>
        <translation>由于校验链断裂，{count}个对象无法与变更记录比对：{names}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_sums.py"/>
        <source>Case {case} has no clue.</source>
        <translation>案件{case}没有线索。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_sums.py"/>
        <source>Clue {name}: its pieces sum to {found:.2f} m², its overlay area is {told:.2f} m².</source>
        <translation>线索{name}：套合图斑合计{found:.2f} m²，套合面积为{told:.2f} m²。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_merged.py"/>
        <source>Event {seq} ({at}, {actor}) does not follow from the one before it.</source>
        <translation>第{seq}号变更记录（{at}，{actor}）与前一号不衔接。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_diagnosis.py"/>
        <source>Event {seq} ({at}, {actor}) is not the beginning of this ledger's chain.</source>
        <translation>第{seq}号变更记录（{at}，{actor}）不是本台账校验链的起点。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_diagnosis.py"/>
        <source>Event {seq} ({at}, {actor}) is not the one that event {next} was written after: it was replaced; its hash was {before}… and is {after}….</source>
        <translation>第{seq}号变更记录（{at}，{actor}）不是第{next}号所承接的那一号，已被替换；原校验值为{before}…，现为{after}…。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_merged.py"/>
        <source>Event {seq} ({at}, {actor}) was changed after it was written.</source>
        <translation>第{seq}号变更记录（{at}，{actor}）写入后被改动。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_diagnosis.py"/>
        <source>Event {seq} ({at}, {actor}) was changed after it was written: its hash was {before}…, what it holds now gives {after}….</source>
        <translation>第{seq}号变更记录（{at}，{actor}）写入后被改动：原校验值为{before}…，按现有内容应为{after}…。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_merged.py"/>
        <source>Event {seq} came with no merge: it was put in.</source>
        <translation>第{seq}号变更记录不属于任何一次合并，系被插入。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_heads.py"/>
        <source>Event {seq} has another hash than the head {head} printed for that number: the chain was rebuilt.</source>
        <translation>第{seq}号变更记录的校验值与打印件上该号的链头{head}不同：校验链被重做。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_merged.py"/>
        <source>Events of package {name}: {text}</source>
        <translation>外业包{name}的变更记录：{text}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_diagnosis.py"/>
        <source>Events {first} to {last} are missing: they were taken out of the chain.</source>
        <translation>缺少第{first}至{last}号变更记录，已从校验链中抽走。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_diagnosis.py"/>
        <source>Events {seq} to {last} (the first: {at}, {actor}) were changed after they were written: the first hash was {before}…, what it holds now gives {after}….</source>
        <translation>第{seq}至{last}号变更记录（首条：{at}，{actor}）写入后被改动：首条原校验值为{before}…，按现有内容应为{after}…。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_diagnosis.py"/>
        <source>Events {seq} to {last} (the first: {at}, {actor}) were written with the numbers {first_then} to {last_then}: they were moved.</source>
        <translation>第{seq}至{last}号变更记录（首条：{at}，{actor}）原编号为{first_then}至{last_then}，顺序被调换。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>GeoPackage version {found} instead of {known}.</source>
        <translation>GeoPackage版本为{found}，应为{known}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_merged.py"/>
        <source>No merge brought these events.</source>
        <translation>这些变更记录不属于任何一次合并。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_diagnosis.py"/>
        <source>Number {seq} was given twice: an event of {actor} ({at}) was put in.</source>
        <translation>编号{seq}重复：被插入了{actor}（{at}）的一条变更记录。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_merged.py"/>
        <source>Package {name}</source>
        <translation>外业包{name}</translation>
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
        <location filename="../anyue_farmland_plugin/ledger/verify_geometry.py"/>
        <source>Row {name} has no geometry.</source>
        <translation>记录{name}没有图形。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>Row {row} of {table} refers to a missing row of {other}.</source>
        <translation>表{table}的记录{row}引用了表{other}中不存在的记录。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_tables.py"/>
        <source>Setting {row} is “{found}”, the events say “{recorded}”.</source>
        <translation>设置{row}为“{found}”，变更记录为“{recorded}”。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_heads.py"/>
        <source>The chain ends with event {newest}, but a head with number {seq} was printed: the events after {newest} were cut off.</source>
        <translation>校验链止于第{newest}号，而打印件上的链头为第{seq}号：第{newest}号之后的变更记录被截去。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify.py"/>
        <source>The clock of a computer was set back {count} times; the order of the numbers counts.</source>
        <translation>计算机时钟曾被拨回{count}次，以编号顺序为准。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify.py"/>
        <source>The content of event {seq} cannot be read.</source>
        <translation>第{seq}号变更记录的内容无法读取。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_merged.py"/>
        <source>The event before event {seq} ({at}, {actor}) is missing.</source>
        <translation>第{seq}号变更记录（{at}，{actor}）之前的一条缺失。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>The file was left in another journal mode ({mode}) by another program.</source>
        <translation>其他程序使文件停留在另一种日志模式（{mode}）。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_heads.py"/>
        <source>The head {head} belongs to ledger {chain}, this is ledger {other}.</source>
        <translation>链头{head}属于台账{chain}，本台账为{other}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_merged.py"/>
        <source>The head {head}… sealed by a merge is missing: its events were cut off.</source>
        <translation>合并所封存的链头{head}…不存在：其变更记录被截去。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify.py"/>
        <source>The ledger has no events of its own chain {chain}.</source>
        <translation>台账没有自身校验链{chain}的变更记录。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>The newest events were cut off: the file has given numbers to {cut} more.</source>
        <translation>最新的变更记录被截去：文件曾发出的编号还多{cut}个。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_seals.py"/>
        <source>The package does not tell what {table} it was given.</source>
        <translation>外业包未说明所给的{table}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_geometry.py"/>
        <source>The polygon of {name} crosses itself: {reason}.</source>
        <translation>{name}的图形自相交：{reason}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_heads.py"/>
        <source>The printed head {head} is not in this chain: it was cut off or rebuilt.</source>
        <translation>校验链中没有打印件上的链头校验值{head}：台账被截断或重建。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_container.py"/>
        <source>The reference system {srs} of the layers is not described in the file.</source>
        <translation>文件中没有图层坐标系{srs}的定义。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_geometry.py"/>
        <source>The spatial index does not hold {name}; maps would not show it.</source>
        <translation>空间索引中没有{name}，地图上将无法显示。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_geometry.py"/>
        <source>The spatial index of {table} holds a row {fid} that does not exist.</source>
        <translation>表{table}的空间索引含有不存在的记录{fid}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_geometry.py"/>
        <source>The stored box or reference system of {name} differs from its geometry.</source>
        <translation>{name}保存的外包矩形或坐标系与其图形不一致。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>The trigger “{name}” is missing or was altered; nothing guards its rows.</source>
        <translation>触发器“{name}”缺失或被改动，相应记录失去保护。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_seals.py"/>
        <source>The {what} of delivery {name} are not those its import sealed.</source>
        <translation>接收批次{name}的{what}与导入时封存的不一致。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_seals.py"/>
        <source>Units, classes, types, rules or enumerations are not those the ledger was made with.</source>
        <translation>单位、地类、问题类型、规则或代码表与建账时不一致。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_container.py"/>
        <source>gpkg_contents: the time of {table} is “{found}”, which is no UTC time.</source>
        <translation>gpkg_contents：{table}的时间为“{found}”，不是UTC时间。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>{kind} “{name}” does not belong into a ledger.</source>
        <translation>{kind}“{name}”不属于台账内容。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_geometry.py"/>
        <source>{name} is no multipolygon with two coordinates.</source>
        <translation>{name}不是二维多部件面。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_geometry.py"/>
        <source>{name} lies far outside the county.</source>
        <translation>{name}远在县域之外。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_values.py"/>
        <source>{table}, {name}: {column} holds “{value}”, which is not allowed.</source>
        <translation>{table}，{name}：字段{column}的值“{value}”无效。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_tables.py"/>
        <source>{table}, {row}: event {seq} changes {column} from “{found}”, the events before it say “{recorded}”; it was changed outside the plugin in between.</source>
        <translation>{table}，{row}：第{seq}号变更记录将{column}由“{found}”改起，而此前的记录为“{recorded}”；其间在插件之外被修改。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_tables.py"/>
        <source>{table}, {row}: no event speaks of this row; it was written outside the plugin.</source>
        <translation>{table}，{row}：没有该记录的变更记录，系在插件之外写入。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_tables.py"/>
        <source>{table}, {row}: the events speak of this row but it is missing from the table.</source>
        <translation>{table}，{row}：有变更记录，但表中没有该记录。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_tables.py"/>
        <source>{table}, {row}: {column} is “{found}”, the events say “{recorded}”; it was changed outside the plugin.</source>
        <translation>{table}，{row}：{column}为“{found}”，变更记录为“{recorded}”；系在插件之外修改。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_seals.py"/>
        <source>{table}: code {code} is not as it was added.</source>
        <translation>{table}：代码{code}与添加时不一致。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_container.py"/>
        <source>{table}: the row of {row} does not belong into a ledger.</source>
        <translation>{table}：{row}一行不属于台账内容。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_container.py"/>
        <source>{table}: the row of {row} is missing or was altered.</source>
        <translation>{table}：{row}一行缺失或被改动。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify_seals.py"/>
        <source>{table}: the rows the package was given ({told}) were changed; {found} are left.</source>
        <translation>{table}：外业包所给的记录（{told}条）被改动，现余{found}条。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/verify.py"/>
        <location filename="../anyue_farmland_plugin/ledger/verify_file.py"/>
        <source>“{name}” is missing or was altered.</source>
        <translation>“{name}”缺失或被改动。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/ledger/findings.py"/>
        <source>… and {count} more findings of this kind.</source>
        <translation>……另有此类问题{count}个。</translation>
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
        <source>Heads printed earlier</source>
        <translation>以前打印的链头</translation>
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
        <source>Replays every event of a ledger and compares the result with its tables; checks the hash chain, the file, the polygons and their indexes, the sums and the codes, and names what was done: an event rewritten, moved, taken out or put in, a table edited past its events. The ledger is not changed. HEAD takes heads printed earlier (number and hash, one a line), or the path of a signature or of the manifest of a city package: they must still be part of the chain. A chain shows later changes; it cannot show a false entry, nor without such a head that the newest events were cut off.</source>
        <translation>重放台账的全部变更记录并与各表比对；检查校验链、文件、图形及其索引、合计和代码，并指明发生了什么：变更记录被改写、调换、抽走或插入，或某表绕过变更记录被修改。台账不会被改动。HEAD填写以前打印的链头（编号和校验值，每行一个），或签名文件、市级成果包清单的路径：它们必须仍在校验链中。校验链能发现事后的改动，不能发现虚假录入；没有以前的链头也不能发现最新记录被截去。</translation>
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
    <name>Vetting</name>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/attachments.py"/>
        <source>Attachment {file} was not taken: {reason}.</source>
        <translation>附件{file}未接收：{reason}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/wkb.py"/>
        <source>The geometry does not say how its bytes are ordered.</source>
        <translation>图形没有说明字节顺序。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/wkb.py"/>
        <source>The geometry ends too early.</source>
        <translation>图形数据不完整。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/wkb.py"/>
        <source>The geometry has a ring or line of {count} points only.</source>
        <translation>图形中的环或线只有{count}个点。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/wkb.py"/>
        <source>The geometry has a ring that is not closed.</source>
        <translation>图形中有未闭合的环。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/wkb.py"/>
        <source>The geometry has a ring without any area.</source>
        <translation>图形中有面积为零的环。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/wkb.py"/>
        <source>The geometry has an unknown GeoPackage header.</source>
        <translation>图形的GeoPackage文件头无法识别。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/wkb.py"/>
        <source>The geometry has coordinates that are not numbers.</source>
        <translation>图形含有非数字的坐标。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/wkb.py"/>
        <source>The geometry is followed by bytes that do not belong to it.</source>
        <translation>图形之后还有多余的字节。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/wkb.py"/>
        <source>The geometry is nested too deeply.</source>
        <translation>图形嵌套层数过多。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/wkb.py"/>
        <source>The geometry is not a GeoPackage geometry.</source>
        <translation>图形不是GeoPackage图形。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/rows.py"/>
        <source>The geometry lies outside the county.</source>
        <translation>图形在县域之外。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/wkb.py"/>
        <source>The geometry says coordinate system {found}, its table says {known}.</source>
        <translation>图形的坐标系为{found}，其表为{known}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/wkb.py"/>
        <source>The geometry type {kind} is not supported.</source>
        <translation>不支持几何类型{kind}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/names.py"/>
        <source>Windows keeps it for a device</source>
        <translation>Windows将其保留为设备名</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/values.py"/>
        <source>a name stands twice</source>
        <translation>名称重复</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/rows.py"/>
        <source>belongs to another county</source>
        <translation>属于其他县</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/package.py"/>
        <source>column {column} in {table} does not belong into a ledger; it was ignored.</source>
        <translation>表{table}的字段{column}不属于台账内容，已忽略。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/rows.py"/>
        <source>crosses itself: {reason}</source>
        <translation>自相交：{reason}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/archive.py"/>
        <source>entries {name} and {twin} would be one file</source>
        <translation>条目{name}与{twin}会成为同一文件</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/archive.py"/>
        <source>entry {name}: {fault}</source>
        <translation>条目{name}：{fault}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/rows.py"/>
        <source>had heights or measures; they were left out</source>
        <translation>含有高程或测量值，已去除</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/rows.py"/>
        <source>had its bytes in the other order; stored in the ledger's order</source>
        <translation>字节顺序相反，已按台账顺序保存</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/rows.py"/>
        <source>has no geometry</source>
        <translation>没有图形</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/rows.py"/>
        <source>has the same shape as {twin}</source>
        <translation>与{twin}图形相同</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/rows.py"/>
        <source>holds a value that is too large</source>
        <translation>含有过大的值</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/values.py"/>
        <source>holds letters that cannot be seen: {text}</source>
        <translation>含有不可见字符：{text}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/objects.py"/>
        <source>index</source>
        <translation>索引</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/values.py"/>
        <source>is empty</source>
        <translation>为空</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/values.py"/>
        <source>is no JSON ({reason})</source>
        <translation>不是JSON（{reason}）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/values.py"/>
        <source>is no SHA-256 hash</source>
        <translation>不是SHA-256校验值</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/values.py"/>
        <source>is no code of the ledger's tables</source>
        <translation>不是台账代码表中的代码</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/values.py"/>
        <source>is no day like 2022-06-15: {text}</source>
        <translation>不是2022-06-15格式的日期：{text}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/values.py"/>
        <source>is no id of the ledger's form</source>
        <translation>不是台账格式的编号</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/values.py"/>
        <source>is no number</source>
        <translation>不是数字</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/values.py"/>
        <source>is no text</source>
        <translation>不是文本</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/values.py"/>
        <source>is no text that can be stored (NUL, or not UTF-8)</source>
        <translation>不是可保存的文本（含NUL或非UTF-8）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/values.py"/>
        <source>is no time like 2022-06-15T08:00:00.000Z</source>
        <translation>不是2022-06-15T08:00:00.000Z格式的时间</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/values.py"/>
        <source>is no whole number</source>
        <translation>不是整数</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/values.py"/>
        <source>is out of range</source>
        <translation>超出范围</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/values.py"/>
        <source>is too long ({count} letters)</source>
        <translation>过长（{count}个字符）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/names.py"/>
        <source>it ends in a dot or a blank</source>
        <translation>以点号或空格结尾</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/archive.py"/>
        <source>it has {size} bytes</source>
        <translation>有{size}字节</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/names.py"/>
        <source>it holds a letter that file names may not have</source>
        <translation>含有文件名不允许的字符</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/names.py"/>
        <source>it holds letters that cannot be seen</source>
        <translation>含有不可见字符</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/archive.py"/>
        <source>it holds {count} entries</source>
        <translation>含有{count}个条目</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/archive.py"/>
        <source>it is a link or a device</source>
        <translation>是链接或设备</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/database.py"/>
        <source>it is a view, which is computed when read, not a table</source>
        <translation>是读取时计算的视图，不是表</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/database.py"/>
        <source>it is a virtual table, which is computed when read</source>
        <translation>是读取时计算的虚拟表</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/archive.py"/>
        <source>it is an archive within the archive</source>
        <translation>是压缩包中的压缩包</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/archive.py"/>
        <source>it is an archive within the archive, or larger than it says</source>
        <translation>是压缩包中的压缩包，或实际大于声明</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/names.py"/>
        <source>it is empty or too long</source>
        <translation>为空或过长</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/attachments.py"/>
        <source>it is empty, too large or no plain file</source>
        <translation>为空、过大或不是普通文件</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/archive.py"/>
        <source>it is encrypted or packed in an unusual way</source>
        <translation>已加密或使用了不常见的压缩方式</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/attachments.py"/>
        <source>it is no photo or document, or another kind than its suffix {suffix} says</source>
        <translation>不是照片或文档，或与扩展名{suffix}不符</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/archive.py"/>
        <source>it is no plain file</source>
        <translation>不是普通文件</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/names.py"/>
        <source>it names a place outside the folder</source>
        <translation>指向文件夹之外</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/database.py"/>
        <source>it says two coordinate systems, {first} and {second}</source>
        <translation>有两个坐标系：{first}和{second}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/archive.py"/>
        <source>it would grow to {size} bytes</source>
        <translation>解压后达{size}字节</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/database.py"/>
        <source>its column {column} is computed when read</source>
        <translation>其字段{column}为读取时计算</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/attachments.py"/>
        <source>its content is not what was recorded (SHA-256 differs)</source>
        <translation>内容与记录不符（SHA-256不同）</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/names.py"/>
        <source>its letters cannot be read</source>
        <translation>字符无法识别</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/database.py"/>
        <source>its name holds bars, control marks or letters that cannot be seen</source>
        <translation>名称含有竖线、控制符或不可见字符</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/values.py"/>
        <source>lies in the future: {text}</source>
        <translation>在将来：{text}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/values.py"/>
        <source>nested too deeply</source>
        <translation>嵌套层数过多</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/archive.py"/>
        <source>no list of contents</source>
        <translation>没有内容清单</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/rows.py"/>
        <source>said a box that is not its own; the true one is used</source>
        <translation>声明的外包矩形不正确，已改用真实值</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/rows.py"/>
        <source>stands twice</source>
        <translation>重复出现</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/objects.py"/>
        <source>table</source>
        <translation>表</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/objects.py"/>
        <source>table {name} is computed by the module {module}</source>
        <translation>表{name}由模块{module}计算</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/objects.py"/>
        <source>trigger</source>
        <translation>触发器</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/objects.py"/>
        <source>trigger {name} would change {table} by itself</source>
        <translation>触发器{name}会自行改动{table}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/opening.py"/>
        <location filename="../anyue_farmland_plugin/vetting/sources.py"/>
        <source>{file} cannot be found or opened ({reason}). Check the path.</source>
        <translation>文件“{file}”找不到或打不开（{reason}）。请检查路径。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/package.py"/>
        <source>{file} does not say one known coordinate system for all its tables.</source>
        <translation>“{file}”的各表没有统一的已知坐标系。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/opening.py"/>
        <source>{file} does not say that it is a GeoPackage of version 1.0 to 1.4 (identity {identity}, version {version}). Export it anew as GeoPackage.</source>
        <translation>“{file}”未声明为1.0至1.4版GeoPackage（标识{identity}，版本{version}）。请重新导出为GeoPackage。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/package.py"/>
        <source>{file} has ledger version {found} instead of {known}. Open it once as a ledger, then hand it in.</source>
        <translation>“{file}”的台账版本为{found}，应为{known}。请先作为台账打开一次再提交。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/package.py"/>
        <source>{file} has ledger version {found}, newer than {known}. Upgrade the plugin.</source>
        <translation>“{file}”的台账版本为{found}，高于{known}。请升级插件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/opening.py"/>
        <source>{file} has {size} bytes, more than the {most} that are read. Split it.</source>
        <translation>“{file}”有{size}字节，超过可读取的{most}。请拆分。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/database.py"/>
        <source>{file} holds more than {most} tables. Export the layer to a new GeoPackage.</source>
        <translation>“{file}”的表超过{most}个。请将图层导出为新的GeoPackage。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/sources.py"/>
        <source>{file} holds no rows, it points to another place. Ask for the data themselves.</source>
        <translation>“{file}”不含数据，只指向其他位置。请索取数据本身。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/sources.py"/>
        <source>{file} is a database under another name. Ask for it as a .gpkg file.</source>
        <translation>“{file}”是改了名的数据库。请索取.gpkg文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/opening.py"/>
        <source>{file} is a device or pipe, not a GeoPackage. Name one file.</source>
        <translation>“{file}”是设备或管道，不是GeoPackage。请指定一个文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/opening.py"/>
        <source>{file} is a folder, not a GeoPackage. Name one file.</source>
        <translation>“{file}”是文件夹，不是GeoPackage。请指定一个文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/opening.py"/>
        <source>{file} is a link to another place. Name the file itself.</source>
        <translation>“{file}”是指向他处的链接。请指定文件本身。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/opening.py"/>
        <source>{file} is being changed by another program, or that was cut off: {beside} lies beside it and holds newer rows. Close the file there, or open and close it once in QGIS, and copy it again.</source>
        <translation>“{file}”正被其他程序修改，或修改曾中断：旁边的“{beside}”含有更新的记录。请在该程序中关闭，或用QGIS打开并关闭一次，再重新复制。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/opening.py"/>
        <source>{file} is cut off: {size} of {whole} bytes. Copy or ask for the file again.</source>
        <translation>“{file}”不完整：{whole}字节中只有{size}字节。请重新复制或索取。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/database.py"/>
        <source>{file} is damaged ({reason}). Copy or ask for the file again.</source>
        <translation>“{file}”已损坏（{reason}）。请重新复制或索取。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/opening.py"/>
        <source>{file} is damaged or not a GeoPackage ({reason}). Copy or ask for it again.</source>
        <translation>“{file}”已损坏或不是GeoPackage（{reason}）。请重新复制或索取。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/opening.py"/>
        <source>{file} is empty (0 bytes). Copy or ask for the file again.</source>
        <translation>“{file}”是空文件（0字节）。请重新复制或索取该文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/package.py"/>
        <source>{file} is no ledger of this plugin: {table} is missing or no table.</source>
        <translation>“{file}”不是本插件的台账：{table}不存在或不是表。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/opening.py"/>
        <source>{file} is not a GeoPackage: it does not begin like one, is cut off, or is encrypted. Ask again.</source>
        <translation>“{file}”不是GeoPackage：文件头不符、被截断或已加密。请重新索取。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/database.py"/>
        <source>{file} is not a GeoPackage: its table {table} is missing. Export it anew.</source>
        <translation>“{file}”不是GeoPackage：缺少表{table}。请重新导出。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/archive.py"/>
        <source>{file} is not a zip file or is damaged ({reason}). Copy or ask for it again.</source>
        <translation>“{file}”不是zip文件或已损坏（{reason}）。请重新复制或索取。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/package.py"/>
        <source>{file} is refused: column {column} in {table} is computed when read.</source>
        <translation>拒绝“{file}”：表{table}的字段{column}为读取时计算。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/package.py"/>
        <source>{file} is refused: in {table}, {reason}.</source>
        <translation>拒绝“{file}”：表{table}中，{reason}。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/package.py"/>
        <source>{file} is refused: {name} on {table} is not the ledger's own.</source>
        <translation>拒绝“{file}”：{table}上的{name}不是台账自有的。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/database.py"/>
        <source>{file} is refused: {reason}. Export the layer to a new GeoPackage.</source>
        <translation>拒绝“{file}”：{reason}。请将图层导出为新的GeoPackage。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/opening.py"/>
        <source>{file} takes too long to look at; it was left alone. Export it to a new file.</source>
        <translation>检查“{file}”耗时过长，未作处理。请导出为新文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/opening.py"/>
        <source>{file} was copied while a program had it open. Open and close it there once, then copy again.</source>
        <translation>“{file}”在其他程序打开时被复制。请在该程序中打开并关闭一次，再重新复制。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/archive.py"/>
        <source>{file} was not unpacked: {reason}. Ask the sender for a plain zip file.</source>
        <translation>“{file}”未解压：{reason}。请向发送方索取普通zip文件。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/package.py"/>
        <source>{file}: column {column} in {table} stands in another place than in a ledger.</source>
        <translation>“{file}”：表{table}的字段{column}位置与台账不同。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/package.py"/>
        <source>{file}: column {column} is missing in {table}. Ask for the package again.</source>
        <translation>“{file}”：表{table}缺少字段{column}。请重新索取外业包。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/database.py"/>
        <source>{file}: layer {layer} is refused: {reason}. Export it as a table to a new GeoPackage.</source>
        <translation>“{file}”：拒绝图层{layer}：{reason}。请将其作为表导出到新的GeoPackage。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/package.py"/>
        <source>{file}: {table} was rebuilt by another program: its rows have no number.</source>
        <translation>“{file}”：{table}被其他程序重建，记录没有编号。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/objects.py"/>
        <source>{kind} {name} calls the function {function}</source>
        <translation>{kind}{name}调用了函数{function}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/archive.py"/>
        <source>{member} is not in it</source>
        <translation>其中没有{member}</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/database.py"/>
        <source>{table} in the file (styles or projects of somebody else) was not loaded.</source>
        <translation>未加载文件中的表{table}（他人的样式或工程）。</translation>
    </message>
    <message>
        <location filename="../anyue_farmland_plugin/vetting/rows.py"/>
        <source>{table} {key}, {column}: {reason}</source>
        <translation>{table} {key}，{column}：{reason}</translation>
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
