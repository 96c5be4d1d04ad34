#!/bin/sh
# Healthy once every ready hook has run and none failed. LocalStack says "completed" also when a hook failed, and it
# skips a hook that it cannot run, so ours must be among the successful ones.
answer=$(curl -fsS --max-time 3 http://127.0.0.1:4566/_localstack/init/ready) || exit 1
case $(printf %s "$answer" | tr -d ' \n') in
  *'"state":"ERROR"'*) fault='a ready hook failed' ;;
  *'"completed":true'*'"state":"SUCCESSFUL"'*) exit 0 ;;
  *'"completed":true'*) fault='no ready hook ran' ;;
  *) fault='the ready hooks have not finished' ;;
esac
echo "$fault: $answer" >&2
exit 1
