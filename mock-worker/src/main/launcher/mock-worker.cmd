@echo off
rem Starts the mock worker like `java -jar mock-worker.jar`, but with the start-up cache beside the jar. See the file mock-worker.
setlocal
set "here=%~dp0"
if exist "%here%mock-worker.aot" (set "cache=-XX:AOTCache=%here%mock-worker.aot") else (set "cache=-XX:SharedArchiveFile=%here%mock-worker.jsa")
if defined JAVA_HOME (set "java=%JAVA_HOME%\bin\java.exe") else (set "java=java")
"%java%" -XX:+IgnoreUnrecognizedVMOptions "%cache%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms16m -Xmx448m -XX:NewSize=2m -XX:MaxNewSize=4m -XX:MinHeapFreeRatio=80 -XX:MaxHeapFreeRatio=90 -Xlog:disable -Xlog:all=error:stderr %JAVA_OPTS% -jar "%here%mock-worker.jar" %*
exit /b %ERRORLEVEL%
