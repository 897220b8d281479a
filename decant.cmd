@echo off
rem Builds Decant when its sources are newer than its last build, then runs it.
setlocal
set "root=%~dp0"
set "program=%root%src\Decant.Cli\bin\Release\net10.0\Decant.Cli.dll"
set "stamp=%root%src\Decant.Cli\obj\launcher.stamp"

where dotnet >nul 2>nul
if errorlevel 1 (
    echo decant: the program 'dotnet' was not found. Install the .NET 10 SDK from https://dotnet.microsoft.com/download and try again. 1>&2
    exit /b 1
)

powershell -NoProfile -Command "$root = $env:root; $stamp = Get-Item -LiteralPath $env:stamp -ErrorAction SilentlyContinue; if (-not $stamp -or -not (Test-Path -LiteralPath $env:program)) { exit 1 }; $newer = Get-ChildItem -LiteralPath ($root + 'src'), ($root + 'recipes'), ($root + 'Directory.Build.props'), ($root + 'Directory.Packages.props'), ($root + 'global.json') -Recurse -File | Where-Object { $_.FullName -notmatch '\\(bin|obj)\\' -and $_.LastWriteTimeUtc -gt $stamp.LastWriteTimeUtc } | Select-Object -First 1; if ($newer) { exit 1 }"
if errorlevel 1 (
    echo decant: building... ^(once; about a minute^) 1>&2
    dotnet build "%root%src\Decant.Cli\Decant.Cli.csproj" -c Release -v quiet -nologo 1>&2
    if errorlevel 1 (
        echo decant: the build failed. It needs the .NET 10 SDK: https://dotnet.microsoft.com/download 1>&2
        exit /b 1
    )
    type nul > "%stamp%"
)

dotnet "%program%" %*
exit /b %errorlevel%
