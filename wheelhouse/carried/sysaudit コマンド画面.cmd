@echo off
chcp 932 >nul
title sysaudit
set "PLACE={place}"
if not exist "%PLACE%\venv\Scripts\python.exe" goto missing
set "PATH=%PLACE%\venv\Scripts;%PATH%"
if not defined SYSAUDIT_LANG set "SYSAUDIT_LANG=ja"
pushd "%~dp0"
sysaudit --version
if errorlevel 1 echo sysaudit.exe が動きません。「sysaudit」の代わりに「python -m sysaudit」と入力してください。
echo 今いるフォルダー: %CD%
echo 使いかた: sysaudit --help    終わるとき: exit
echo.
cmd /k
popd
exit /b

:missing
echo sysaudit が %PLACE% に見つかりません。「インストール.cmd」を実行してください。
echo.
pause
