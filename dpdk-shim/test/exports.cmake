# SPDX-License-Identifier: Apache-2.0
# Fails where LIBRARY exports a symbol that does not begin with gw_, or none at all.
execute_process(COMMAND ${NM} --dynamic --defined-only --format=just-symbols ${LIBRARY}
    OUTPUT_VARIABLE symbols OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
string(REPLACE "\n" ";" symbols "${symbols}")
list(FILTER symbols EXCLUDE REGEX "^(__asan|__ubsan|__odr_asan)")
set(foreign ${symbols})
list(FILTER foreign EXCLUDE REGEX "^gw_")
if(NOT symbols OR foreign)
    message(FATAL_ERROR "exported: ${symbols}; not ours: ${foreign}")
endif()
