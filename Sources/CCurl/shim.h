#ifndef CLUB_CCURL_SHIM_H
#define CLUB_CCURL_SHIM_H

#include <curl/curl.h>

// Swift cannot call C's variadic functions: these fix the type of the last argument, no more.

// curl_easy_setopt for an option that takes a number or a switch.
static inline CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

// curl_easy_setopt for an option that takes a string; curl copies it.
static inline CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

// curl_easy_setopt for an option that takes a pointer; curl keeps it, the caller keeps it alive.
static inline CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

// curl_easy_setopt for CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION, which share one signature.
static inline CURLcode ccurl_set_write(CURL *handle, CURLoption option, curl_write_callback value) {
    return curl_easy_setopt(handle, option, value);
}

// curl_easy_getinfo for a value of type curl_off_t.
static inline CURLcode ccurl_get_offset(CURL *handle, CURLINFO what, curl_off_t *value) {
    return curl_easy_getinfo(handle, what, value);
}

// The file of certificates that libcurl was built to trust, or NULL; CURLVERSION_NOW is a macro.
static inline const char *ccurl_ca_file(void) {
    curl_version_info_data *version = curl_version_info(CURLVERSION_NOW);
    return version && version->age >= CURLVERSION_SEVENTH ? version->cainfo : NULL;
}

#endif
