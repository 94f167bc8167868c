; What Handset's installer does besides electron-builder's own: offers Handset for telephone links.
; Windows 10 and later lets nobody but the person choose who opens tel: and callto:, in Settings,
; Default apps, from what is registered here. https://learn.microsoft.com/windows/win32/shell/default-programs
; SHCTX is HKCU where Handset is installed for one person, HKLM where for all.

!define HANDSET_CAPABILITIES "Software\Handset\Capabilities"
!define HANDSET_COMMAND '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'

; SHCNE_ASSOCCHANGED: the shell reads the associations anew.
!macro handsetTellShell
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

; A class that opens links in Handset.
!macro handsetWriteClass CLASS TITLE
  WriteRegStr SHCTX "Software\Classes\${CLASS}" "" "${TITLE}"
  WriteRegStr SHCTX "Software\Classes\${CLASS}" "URL Protocol" ""
  WriteRegStr SHCTX "Software\Classes\${CLASS}\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHCTX "Software\Classes\${CLASS}\shell\open\command" "" '${HANDSET_COMMAND}'
!macroend

!macro customInstall
  !insertmacro handsetWriteClass "Handset.tel" "Telephone number"
  ; Its own scheme belongs to nobody else: it needs no choice.
  !insertmacro handsetWriteClass "handset" "URL:Handset"

  WriteRegStr SHCTX "${HANDSET_CAPABILITIES}" "ApplicationName" "${PRODUCT_NAME}"
  WriteRegStr SHCTX "${HANDSET_CAPABILITIES}" "ApplicationDescription" "${APP_DESCRIPTION}"
  WriteRegStr SHCTX "${HANDSET_CAPABILITIES}" "ApplicationIcon" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHCTX "${HANDSET_CAPABILITIES}\URLAssociations" "tel" "Handset.tel"
  WriteRegStr SHCTX "${HANDSET_CAPABILITIES}\URLAssociations" "callto" "Handset.tel"
  WriteRegStr SHCTX "${HANDSET_CAPABILITIES}\URLAssociations" "handset" "Handset.tel"
  WriteRegStr SHCTX "Software\RegisteredApplications" "${PRODUCT_NAME}" "${HANDSET_CAPABILITIES}"
  !insertmacro handsetTellShell
!macroend

; What the app has claimed for this person by itself, in Settings; not what is another program's by now.
!macro handsetRelease SCHEME
  ReadRegStr $R9 HKCU "Software\Classes\${SCHEME}\shell\open\command" ""
  ${If} $R9 == '${HANDSET_COMMAND}'
    DeleteRegKey HKCU "Software\Classes\${SCHEME}\shell\open\command"
  ${EndIf}
!macroend

!macro customUnInstall
  ; An update takes the old version away first, and the new one writes the same again: what the
  ; person has chosen in Settings stays.
  ${IfNot} ${isUpdated}
    Push $R9
    !insertmacro handsetRelease "tel"
    !insertmacro handsetRelease "callto"
    !insertmacro handsetRelease "handset"
    Pop $R9
    DeleteRegValue SHCTX "Software\RegisteredApplications" "${PRODUCT_NAME}"
    DeleteRegKey SHCTX "Software\Handset"
    DeleteRegKey SHCTX "Software\Classes\Handset.tel"
    DeleteRegKey SHCTX "Software\Classes\handset"
    ; "Start with the computer" is this person's own, whoever Handset was installed for.
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${APP_ID}"
    ; So is the entry that the runtime makes in their Start menu, for notifications, where the one
    ; for everybody does not serve it.
    ${If} $installMode == "all"
      SetShellVarContext current
      Delete "$SMPROGRAMS\${SHORTCUT_NAME}.lnk"
      SetShellVarContext all
    ${EndIf}
    !insertmacro handsetTellShell
  ${EndIf}
!macroend
