@echo off
chcp 932 >nul
setlocal
title sysaudit インストール
set "PYTHON_MANAGER_AUTOMATIC_INSTALL=false"
pushd "%~dp0files" 2>nul
if errorlevel 1 goto unpack
if not exist install.py goto unpack

set "FOUND="
for %%V in ({pythons}) do if not defined FOUND call :try py -%%V
if not defined FOUND call :try python
if not defined FOUND goto missing

%FOUND% install.py %1
set "CODE=%ERRORLEVEL%"
popd
echo.
pause
exit /b %CODE%

:try
%* -c "import sys, sysconfig; v = '%%d.%%d' %% sys.version_info[:2]; sys.exit(v not in '{pythons}'.split() or sysconfig.get_platform() != 'win-amd64')" >nul 2>nul
if "%ERRORLEVEL%"=="0" set "FOUND=%*"
exit /b 0

:missing
popd
echo.
echo 64ビット版の Python が見つかりませんでした。何もインストールしていません。
echo   使える Python の版: {pythons}
echo.
echo 情報システムの管理者（保守業者）に、次のように頼んでください。
echo   「python.org の Python 3.13、Windows installer (64-bit) を入れてください。
echo     py launcher も一緒に入れてください。」
echo 入ったら、このファイルをもう一度ダブルクリックしてください。
echo くわしくは「はじめに.txt」にあります。
echo.
pause
exit /b 2

:unpack
echo.
echo インストールに使うファイル（files フォルダー）が見つかりません。
echo ZIPファイルの中から開いた場合は、ZIPファイルを右クリックして「すべて展開」を選び、
echo 展開したフォルダーの「インストール.cmd」をダブルクリックしてください。
echo.
pause
exit /b 2
